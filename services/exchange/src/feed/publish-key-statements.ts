import { readKeyEvent } from '@crosswatch/crypto'
import { envelopeBytes, keyEventBody, sameBytes, ServiceError, type Envelope } from '@crosswatch/protocol'
import { ownerOf, type ExchangeContext } from '../context.ts'
import { loadKeyEvents } from '../store/feeds.ts'
import type { OwnFeed } from './own-feed.ts'
import type { FeedStates } from './states.ts'

/** Statements that fit one `key` entry. */
const statementsPerEntry = 64

/**
 * Publishes what the root said about this node's keys and what the feed does not say yet.
 *
 * A revocation goes out in one entry with the key that replaces the revoked one, directly after the last good entry:
 * that is how the others tell the true continuation from what a thief signed.
 *
 * @returns how many statements were new
 * @throws {ServiceError} `invalid-configuration` if a revocation names another last good entry than the present head
 */
export async function publishKeyStatements(
  context: Pick<ExchangeContext, 'federation' | 'jurisdiction' | 'keys' | 'connection'>,
  states: FeedStates,
  ownFeed: OwnFeed,
): Promise<number> {
  const known = (await loadKeyEvents(context.connection.db)).filter(
    ({ issuer }) => issuer === context.jurisdiction,
  )
  const missing = context.keys.statements.filter((statement) => {
    const bytes = envelopeBytes(statement)
    return !known.some(({ envelope }) => sameBytes(envelope, bytes))
  })
  checkRevocations(context, missing, states.get(context.jurisdiction).head.seq)
  const drafts = []
  for (let i = 0; i < missing.length; i += statementsPerEntry) {
    const statements = missing.slice(i, i + statementsPerEntry)
    drafts.push({ class: 'key' as const, statements, body: () => keyEventBody.encode({ v: 1, statements }) })
  }
  if (drafts.length > 0) await ownFeed.append(drafts)
  return missing.length
}

/** A key of log or witness can be taken back at any place of the feed: it signs none of its entries. */
function checkRevocations(
  context: Pick<ExchangeContext, 'federation' | 'jurisdiction' | 'keys'>,
  statements: readonly Envelope[],
  head: number,
): void {
  const owner = ownerOf(context, context.jurisdiction)
  if (owner === undefined) return
  const read = (all: readonly Envelope[]) => all.map((statement) => readKeyEvent(statement, owner))
  const signing = new Set(
    read(context.keys.statements).flatMap((event) =>
      event.kind === 'key' && event.statement.use === 'signing' ? [event.keyid] : [],
    ),
  )
  for (const event of read(statements)) {
    if (event.kind !== 'revocation' || !signing.has(event.revocation.keyid)) continue
    if (event.revocation.lastGood !== head) {
      throw new ServiceError('invalid-configuration', {
        detail: `CROSSWATCH_KEYS_FILE: the revocation names entry ${event.revocation.lastGood} as the last good one, and the feed stands at ${head}`,
      })
    }
  }
}
