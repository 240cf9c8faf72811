import type { Transaction } from '@crosswatch/database'
import { agreementDocument } from '@crosswatch/protocol'
import { CryptoError } from '@crosswatch/crypto'
import { ruleAct, type AlertsContext } from '../context.ts'
import { putAgreement, putStatement, readKnown, removeStatementsFrom } from '../store/agreements.ts'
import { agreementLetters, markTaken, readInbox, wakeReaders, type IncomingLetter } from '../store/inbox.ts'
import { digestOf } from './agree.ts'
import { eraseUncovered } from './erase-uncovered.ts'
import { recallUncovered } from './recall-uncovered.ts'

/** Letters in one transaction. */
const batch = 64

/**
 * Takes in what other parties say about agreements. Statements, records and the position in the inbox move in one transaction.
 *
 * @returns whether there may be more
 */
export async function receiveAgreements(context: AlertsContext): Promise<boolean> {
  const letters = await readInbox(context.connection.db, agreementLetters, batch)
  if (letters.length === 0) return false
  await context.connection.transaction(async (tx) => {
    for (const letter of letters) {
      if (letter.kind === 'void') await removeStatementsFrom(tx, letter.issuer, letter.seq)
      else await takeStatement(context, tx, letter)
    }
    await markTaken(
      tx,
      agreementLetters,
      letters.map(({ id }) => id),
    )
    // Alerts wait for what is said about the agreements under which they came.
    await wakeReaders(tx)
  })
  return letters.length === batch
}

async function takeStatement(context: AlertsContext, tx: Transaction, letter: IncomingLetter): Promise<void> {
  const statement = readStatement(context, letter)
  if (statement === undefined) return
  const { issuer: party, act, at, reason = null, terms } = statement
  const record = (outcome: 'done' | 'denied') =>
    context.accessLog.append(tx, [
      ruleAct('agreement.receive', {
        outcome,
        reason: outcome === 'denied' ? 'not-a-party' : act,
        recipients: [party],
        policies: [`agreement/${terms.id}`],
      }),
    ])
  // Only a party speaks about an agreement, and only to a party.
  if (![party, context.jurisdiction].every((one) => terms.parties.includes(one))) {
    await record('denied')
    return
  }
  const digest = digestOf(terms)
  await putAgreement(tx, digest, terms)
  if (!(await putStatement(tx, { digest, party, act, at: new Date(at), reason, seq: letter.seq }))) return
  await record('done')
  const [known] = await readKnown(tx, digest)
  if (act === 'terminate' && known?.standing.signed) {
    await recallUncovered(context, tx, terms)
    await eraseUncovered(context, tx, terms)
  }
}

/** A letter that cannot be read here, although the exchange read it, must not hold up those after it. */
function readStatement(context: AlertsContext, { document, documentKey, issuer, seq }: IncomingLetter) {
  if (document === null || documentKey === null) return undefined
  try {
    const payload = context.storageKey.open({ box: document, key: documentKey }, `inbox ${issuer} ${seq}`)
    return agreementDocument.restore(payload)
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof SyntaxError)) throw error
    context.log.error({ issuer, seq, error: error.name }, 'an agreement cannot be read')
    return undefined
  }
}
