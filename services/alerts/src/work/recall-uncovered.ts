import type { Transaction } from '@crosswatch/database'
import type { Agreement } from '@crosswatch/policy'
import {
  alertDocument,
  clearanceDocument,
  disputeDocument,
  flagDocument,
  hitReportDocument,
  measureDocument,
  outboxContext,
  threadMessageDocument,
  type AgreementTerms,
  type JurisdictionCode,
  type LetterKind,
} from '@crosswatch/protocol'
import type { AlertsContext } from '../context.ts'
import { readAgreements } from '../store/agreements.ts'
import { departUncovered, readAlerts } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { lockHit, type HitRow } from '../store/follow-up.ts'
import { readdress, readWaiting, type WaitingLetter } from '../store/waiting.ts'
import { purposesOf } from './confirm-hit.ts'
import { withoutWords } from './dispute.ts'

/**
 * What a terminated agreement covered goes out no more: letters that wait for a party are no longer addressed to it, unless another
 * agreement in force covers them; of disputes and flags only the words stay. Where it says that recipients erase, each owes a receipt for every alert that it had.
 */
export async function recallUncovered(
  context: AlertsContext,
  tx: Transaction,
  { parties, categories, onTermination }: AgreementTerms,
): Promise<void> {
  const { jurisdiction: own, clock } = context
  const remaining = await readAgreements(tx)
  for (const party of parties.filter((one) => one !== own)) {
    for (const letter of await readWaiting(tx, party)) await recall(context, tx, letter, party, remaining)
    if (onTermination !== 'erase') continue
    const others = remaining.filter((one) => [own, party].every((name) => one.parties.includes(name)))
    const uncovered = categories.filter((category) =>
      others.every((one) => !one.categories.includes(category)),
    )
    await nextChanges(tx, 0)
    await departUncovered(tx, party, uncovered, clock())
  }
}

async function recall(
  context: AlertsContext,
  tx: Transaction,
  letter: WaitingLetter,
  party: JurisdictionCode,
  agreements: readonly Agreement[],
): Promise<void> {
  const { storageKey, jurisdiction: issuer, policies, clock } = context
  const { id, ref, kind, document, documentKey, recipients } = letter
  const box = { box: document, key: documentKey }
  const payload = storageKey.open(box, outboxContext(ref, kind, recipients))
  const about = await subjectOf(context, tx, letter, payload)
  const covered =
    about !== undefined &&
    policies
      .decideRecipients(
        { issuer, category: about.category, purposes: about.purposes, compartments: [] },
        agreements,
        clock().toISOString(),
      )
      .some(({ jurisdiction }) => jurisdiction === party)
  if (covered) return
  const bare = withoutText(kind, payload)
  const others =
    bare === undefined ? recipients.filter(({ jurisdiction }) => jurisdiction !== party) : recipients
  await readdress(tx, id, storageKey.seal(bare ?? payload, outboxContext(ref, kind, others)), others)
}

/** What goes also without an agreement, if anything of such a letter does. */
function withoutText(kind: LetterKind, payload: Uint8Array): Uint8Array | undefined {
  if (kind === 'dispute') {
    const said = disputeDocument.restore(payload)
    return disputeDocument.encode({ ...said, content: withoutWords(said.content) })
  }
  if (kind === 'clearance') {
    const { content } = clearanceDocument.restore(payload)
    return content.kind === 'proposal' || content.kind === 'standing' ? undefined : payload
  }
  if (kind !== 'flag') return undefined
  const { note: _note, ...notice } = flagDocument.restore(payload)
  return flagDocument.encode(notice)
}

/** What decides which agreements cover a letter; nothing if it cannot be told. */
async function subjectOf(
  context: AlertsContext,
  tx: Transaction,
  { kind }: WaitingLetter,
  payload: Uint8Array,
): Promise<Pick<HitRow, 'category' | 'purposes'> | undefined> {
  if (kind === 'alert' || kind === 'revision' || kind === 'grant') return alertDocument.restore(payload)
  if (kind === 'hit') return lockHit(tx, hitReportDocument.restore(payload).id)
  if (kind === 'message') return lockHit(tx, threadMessageDocument.restore(payload).hit)
  const alert = alertOf(kind, payload)
  if (alert === undefined) return undefined
  const row = (await readAlerts(tx, [alert])).get(alert)
  return row && { category: row.category, purposes: purposesOf(context, row) }
}

function alertOf(kind: LetterKind, payload: Uint8Array): string | undefined {
  if (kind === 'dispute') return disputeDocument.restore(payload).alert
  if (kind === 'flag') return flagDocument.restore(payload).alert
  if (kind === 'clearance') return clearanceDocument.restore(payload).alert
  return kind === 'measure' ? measureDocument.restore(payload).alert : undefined
}
