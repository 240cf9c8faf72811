import type { StorageKey } from '@crosswatch/crypto'
import type { Executor, Transaction } from '@crosswatch/database'
import type { RecipientDecision } from '@crosswatch/policy'
import {
  draftProblems,
  alertDocument,
  isCompatible,
  outboxContext,
  ServiceError,
  toHex,
  type AlertDraft,
  type Compartment,
  type JurisdictionCode,
  type Link,
  type StandingAlert,
} from '@crosswatch/protocol'
import { pseudonymOf, type AlertsContext } from '../context.ts'
import { splitLinks } from '../domain/links.ts'
import { buildAlert, type BuiltAlert } from '../domain/build-alert.ts'
import { extensionProblems } from '../domain/extension-rules.ts'
import {
  assertWithin,
  confirmationDigest,
  decisionOf,
  recipientsOf,
  type Confirmed,
  type RecipientsSetting,
} from '../domain/recipients.ts'
import { holdersAfter } from '../domain/holders.ts'
import { narrowHandling } from '../domain/narrow-handling.ts'
import { subjectKeysOf } from '../domain/subject-keys.ts'
import { readAgreements } from '../store/agreements.ts'
import {
  findBySubject,
  readAlerts,
  putAlerts,
  putSubjectKeys,
  removeDrafts,
  type AlertRow,
  type DraftRow,
  type NewAlertRow,
} from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { putIssued } from '../store/issued.ts'
import { enqueue, type OutgoingLetter } from '../store/outbox.ts'
import { openAlert, openDraft, sealCore, sealText, storeCompartment } from '../store/sealed.ts'
import { contestLetter } from './contest.ts'

/** A submitted draft with the alert it belongs to. */
export interface IssueCandidate {
  readonly row: AlertRow
  readonly change: DraftRow
}

export interface IssuedAlert {
  readonly id: string
  readonly version: number
  readonly compartments: readonly Compartment[]
  readonly recipients: readonly JurisdictionCode[]
  readonly policies: readonly string[]
}

/**
 * Issues submitted drafts in the given transaction: builds each version, decides who gets it, stores it, and hands the
 * letter to the exchange. All of it is durable with the transaction, or nothing.
 *
 * @param candidates locked in this transaction: the alert is written whole, as it was read
 * @param approver the officer who approved: never the drafter or the submitter
 * @param confirmed what that officer saw of who gets it: it goes to nobody else, and shows nobody more
 * @throws {ServiceError} `recipients-changed`, `rule-not-met`, `incompatible-alert` or `already-exists`: then nothing of the transaction may stand
 */
export async function issueDrafts(
  context: AlertsContext,
  tx: Transaction,
  candidates: readonly IssueCandidate[],
  approver: string,
  confirmed: Confirmed,
): Promise<IssuedAlert[]> {
  const setting = await recipientsSetting(context, tx)
  const opened = candidates.map((candidate) => ({
    ...candidate,
    draft: openDraft(context.storageKey, candidate.change),
  }))
  const ends = await readAlerts(
    tx,
    opened.flatMap(({ draft }) => (draft.links ?? []).map(({ alert }) => alert)),
  )
  const prepared = opened.map((one) => prepare(context, one, { setting, ends, approver, confirmed }))
  await checkSubjects(tx, prepared)
  await putSubjectKeys(
    tx,
    prepared.map(({ row }) => row.id),
    prepared.flatMap(({ row, keys }) => keys.map((key) => ({ key, alert: row.id }))),
  )
  await removeDrafts(
    tx,
    prepared.map(({ row }) => row.id),
  )
  await putIssued(
    tx,
    prepared.map(({ row, built, draft, recipients }) => ({
      alert: row.id,
      version: built.core.version,
      at: setting.at,
      decision: decisionOf(setting, draft, recipients),
    })),
  )
  await enqueue(
    tx,
    prepared.flatMap(({ letter, row, next }) =>
      // Whoever did not have the version before learns how it stands as well.
      row.contest === null ? [letter] : [letter, contestLetter(context, next, row.contest)],
    ),
  )
  const changes = await nextChanges(tx, prepared.length)
  await putAlerts(
    tx,
    prepared.map(({ next }, index) => ({ ...next, change: changes[index] ?? 0 })),
  )
  return prepared.map(({ row, built, recipients }) => ({
    id: row.id,
    version: built.core.version,
    compartments: built.compartments.map(({ name }) => name),
    recipients: recipients.map(({ jurisdiction }) => jurisdiction),
    policies: [...new Set(recipients.flatMap(({ policies }) => policies))],
  }))
}

interface Prepared {
  readonly row: AlertRow
  readonly draft: AlertDraft
  readonly built: BuiltAlert
  readonly recipients: readonly RecipientDecision[]
  readonly keys: readonly Uint8Array[]
  readonly letter: OutgoingLetter
  readonly next: NewAlertRow
}

/** What issuing several drafts has in common. */
interface Issuing {
  readonly setting: RecipientsSetting
  /** The alerts that their links point at. */
  readonly ends: ReadonlyMap<string, AlertRow>
  readonly approver: string
  readonly confirmed: Confirmed
}

function prepare(
  context: AlertsContext,
  { row, change, draft }: IssueCandidate & { readonly draft: AlertDraft },
  { setting, ends, approver, confirmed }: Issuing,
): Prepared {
  const { storageKey } = context
  const now = setting.at
  // Time has passed since it was submitted: what held then must hold now.
  assertRules(draft, now)
  assertAssessed(storageKey, row, change, draft)
  assertSameMode(row, draft)
  const recipients = recipientsOf(setting, row, draft)
  assertConfirmed(confirmed, { row, change }, recipients, setting)
  const { sent, withheld } = splitLinks(
    draft.links ?? [],
    ends,
    recipients.map(({ jurisdiction }) => jurisdiction),
  )
  const built = buildAlert(
    { ...draft, links: sent, handling: narrowHandling(draft.handling, recipients, setting.agreements) },
    {
      id: row.id,
      version: row.version + 1,
      issuer: context.jurisdiction,
      issuedAt: now,
      drafter: pseudonymOf(context, change.drafter),
      approver: pseudonymOf(context, approver),
      replaces: row.coreHash,
    },
  )
  const compartments = built.compartments.map((compartment) =>
    storeCompartment(storageKey, row.id, compartment),
  )
  const kind = row.version === 0 ? 'alert' : 'revision'
  const outgoing = recipients.map(({ jurisdiction, compartments: opened }) => ({
    jurisdiction,
    compartments: opened,
  }))
  const sealed = storageKey.seal(built.payload, outboxContext(row.id, kind, outgoing))
  return {
    row,
    draft,
    built,
    recipients,
    keys: subjectKeysOf(storageKey, draft),
    letter: {
      ref: row.id,
      kind,
      payloadType: alertDocument.payloadType,
      document: sealed.box,
      documentKey: sealed.key,
      compartments,
      recipients: outgoing,
    },
    next: {
      ...row,
      state: 'active',
      version: built.core.version,
      category: built.core.category,
      action: built.core.action,
      mode: built.core.mode,
      validUntil: new Date(built.core.validUntil),
      reviewBy: new Date(built.core.reviewBy),
      ...sealCore(storageKey, row.id, built.core.version, built.payload),
      compartments,
      coreHash: built.hash,
      ...sealNotes(context, row.id, draft),
      ...sealLinks(context, row.id, withheld),
      drafter: change.drafter,
      approver,
      issuedAt: now,
      noticedAt: null,
      recipients: holdersAfter(row.recipients, outgoing),
      contentKey: change.contentKey,
      updatedAt: now,
    },
  }
}

function assertConfirmed(
  confirmed: Confirmed,
  { row, change }: IssueCandidate,
  recipients: readonly RecipientDecision[],
  { agreements }: RecipientsSetting,
): void {
  if (confirmed.kind === 'at-most') return assertWithin(recipients, confirmed.recipients)
  if (confirmed.digest !== confirmationDigest(row, change, recipients, agreements))
    throw new ServiceError('recipients-changed', { detail: `alert ${row.id}` })
}

/** What decides about recipients at this moment. */
export async function recipientsSetting(
  { jurisdiction, policies, clock }: AlertsContext,
  db: Executor,
): Promise<RecipientsSetting> {
  return { issuer: jurisdiction, policies, agreements: await readAgreements(db), at: clock() }
}

function sealNotes({ storageKey }: AlertsContext, id: string, { notes }: AlertDraft) {
  if (notes === undefined) return { notes: null, notesKey: null }
  const { box, key } = sealText(storageKey, `notes ${id}`, notes)
  return { notes: box, notesKey: key }
}

function sealLinks({ storageKey }: AlertsContext, id: string, withheld: readonly Link[]) {
  if (withheld.length === 0) return { links: null, linksKey: null }
  const { box, key } = sealText(storageKey, `links ${id}`, JSON.stringify(withheld))
  return { links: box, linksKey: key }
}

/**
 * A drill stays a drill, and an alert in earnest one in earnest: nobody acts upon the one for having seen the other.
 *
 * @throws {ServiceError} `rule-not-met`
 */
export function assertSameMode(row: AlertRow, { mode = 'actual' }: AlertDraft): void {
  if (row.version === 0 || row.mode === mode) return
  const problem = `must stay ${row.mode}: withdraw the alert and draft another one`
  throw new ServiceError('rule-not-met', { fields: [{ path: '/mode', part: 'body', problem }] })
}

/** @throws {ServiceError} `rule-not-met` with the fields */
export function assertRules(draft: AlertDraft, now: Date): void {
  const fields = draftProblems(draft, now)
  if (fields.length > 0) throw new ServiceError('rule-not-met', { fields })
}

/**
 * What stands longer than before is assessed anew. A list that is imported again is reviewed as one.
 *
 * @throws {ServiceError} `rule-not-met`
 */
export function assertAssessed(
  storageKey: StorageKey,
  row: AlertRow,
  { import: list }: Pick<DraftRow, 'import'>,
  draft: AlertDraft,
): void {
  const inForce = list === null ? openAlert(storageKey, row, []) : undefined
  const fields = inForce === undefined ? [] : extensionProblems(inForce.core, draft)
  if (fields.length > 0) throw new ServiceError('rule-not-met', { fields })
}

/**
 * One alert for each issuer and subject, and none beside another that excludes it, whoever issued that.
 */
async function checkSubjects(tx: Executor, prepared: readonly Prepared[]): Promise<void> {
  const others = await findBySubject(
    tx,
    prepared.flatMap(({ keys }) => keys),
  )
  const taken = new Map<string, Prepared>()
  for (const one of prepared) {
    for (const key of one.keys) {
      const hex = toHex(key)
      assertAlone(one, taken.get(hex)?.row, 'own')
      for (const other of others.filter((candidate) => toHex(candidate.key) === hex)) {
        assertAlone(one, other, other.issuer === one.row.issuer ? 'own' : 'received')
        assertCompatible(one, other)
      }
      taken.set(hex, one)
    }
  }
}

function assertAlone(one: Prepared, other: { id: string } | undefined, origin: 'own' | 'received'): void {
  if (other === undefined || other.id === one.row.id || origin === 'received') return
  throw new ServiceError('already-exists', {
    detail: `alert ${other.id} is about the same subject: revise that one`,
  })
}

function assertCompatible(
  { row, draft: { category, mode = 'actual' } }: Prepared,
  other: StandingAlert & { id: string },
): void {
  if (other.id !== row.id && !isCompatible({ category, mode }, other)) {
    throw new ServiceError('incompatible-alert', { detail: `alert ${other.id}` })
  }
}
