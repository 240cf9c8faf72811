import type { Transaction } from '@crosswatch/database'
import {
  alertDocument,
  compartmentDocuments,
  fromBase64,
  joinContents,
  sha256Hex,
  toHex,
  withdrawalDocument,
  type AlertCore,
  type Identity,
  type TouchedAlert,
} from '@crosswatch/protocol'
import { CryptoError, openCompartment } from '@crosswatch/crypto'
import { ruleAct, type AlertsContext } from '../context.ts'
import { presumedHolders } from '../domain/holders.ts'
import { receivedProblem, type ReceivedProblem } from '../domain/received-rules.ts'
import { settleCompatibility, type SubjectAlert } from '../domain/settle-compatibility.ts'
import { subjectKeysOf } from '../domain/subject-keys.ts'
import {
  findBySubject,
  lockAlerts,
  lockVoid,
  putAlerts,
  putSubjectKeys,
  type AlertRow,
  type NewAlertRow,
} from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { alertLetters, beforeAgreements, markTaken, readInbox, type IncomingLetter } from '../store/inbox.ts'
import { takeContest } from './contest.ts'
import { holdLedgerFor } from './enter-erased.ts'
import { takeClearance, voidClearances } from './take-clearance.ts'
import { noContent } from '../store/no-content.ts'
import { sealCore } from '../store/sealed.ts'
import { holdUncovered, type Uncovered } from '../store/uncovered.ts'

/** Letters in one transaction. */
const batch = 256

/**
 * Takes in what the exchange verified: alerts, their revisions and withdrawals, how they stand, and the news that entries no longer count.
 * Alerts, records and the position in the inbox move in one transaction: nothing is lost, nothing takes effect twice.
 *
 * @returns whether there may be more
 */
export async function receiveLetters(context: AlertsContext): Promise<boolean> {
  const read = await readInbox(context.connection.db, alertLetters, batch)
  if (read.length === 0) return false
  return context.connection.transaction(async (tx) => {
    await holdLedgerFor(context, tx, read)
    const uncovered = await holdUncovered(tx, context.jurisdiction)
    // What covers an alert may have come with it: nothing is erased before that is taken in.
    const letters = uncovered.none ? read : await beforeAgreements(tx, read)
    const known = new Map<string, NewAlertRow>(
      await lockAlerts(
        tx,
        letters.flatMap(({ ref }) => ref ?? []),
      ),
    )
    const changed = new Map<string, ReceivedChange>()
    for (const letter of letters) {
      if (letter.kind === 'void') {
        await flush(changed)
        for (const row of await lockVoid(tx, letter.issuer, letter.seq)) changed.set(row.id, voided(row))
        await flush(changed)
        continue
      }
      if (letter.kind === 'contest' || letter.kind === 'clearance') continue
      const before = changed.get(letter.ref ?? '')?.row ?? known.get(letter.ref ?? '')
      const change = takeOrRefuse(context, letter, before, uncovered)
      if (change) changed.set(change.row.id, change)
    }
    await flush(changed)
    // After the alerts that they are about, which may have come with them.
    for (const letter of letters) {
      if (letter.kind === 'contest') await takeContest(context, tx, letter)
      if (letter.kind === 'clearance') await takeClearance(context, tx, letter)
      if (letter.kind === 'void') await voidClearances(context, tx, letter)
    }
    await markTaken(
      tx,
      alertLetters,
      letters.map(({ id }) => id),
    )
    return letters.length === batch

    async function flush(changes: Map<string, ReceivedChange>): Promise<void> {
      const all = await settle(tx, [...changes.values()])
      changes.clear()
      // Letters after these are held against what they have become, not against what was read before.
      for (const { row } of all) known.set(row.id, row)
      if (all.length === 0) return
      await putSubjectKeys(
        tx,
        all.map(({ row }) => row.id),
        [],
      )
      const positions = await nextChanges(tx, all.length)
      await putAlerts(
        tx,
        all.map(({ row }, index) => ({ ...row, change: positions[index] ?? 0 })),
      )
      await putSubjectKeys(
        tx,
        [],
        all.flatMap(({ row, keys }) => keys.map((key) => ({ key, alert: row.id }))),
      )
      await context.accessLog.append(tx, recordsOf(all))
    }
  })
}

/**
 * Holds what arrives against what stands on the same subjects, and against what arrives with it: alerts that exclude each other
 * are not both acted upon.
 */
async function settle(tx: Transaction, arriving: readonly ReceivedChange[]): Promise<ReceivedChange[]> {
  const standing = await findBySubject(
    tx,
    arriving.flatMap(({ keys }) => keys),
  )
  const settled = new Map(arriving.map((change) => [change.row.id, change]))
  const subjects = new Map<string, SubjectAlert[]>()
  for (const { key, ...other } of standing) {
    if (!settled.has(other.id)) subjects.set(toHex(key), [...(subjects.get(toHex(key)) ?? []), other])
  }
  for (const change of arriving) {
    if (change.row.state !== 'active') continue
    const { id, origin, category, mode } = change.row
    const one = { id, origin, category, mode }
    const names = change.keys.map(toHex)
    const { refused, displaced } = settleCompatibility(
      one,
      names.flatMap((name) => subjects.get(name) ?? []),
    )
    if (refused) {
      settled.set(id, incompatible(change))
      continue
    }
    const known = await lockAlerts(
      tx,
      displaced.filter((other) => !settled.has(other)),
    )
    for (const other of displaced) {
      const row = known.get(other)
      // What ended while its lock was waited for is displaced by nothing more.
      const before = settled.get(other) ?? (row?.state === 'active' ? displacedChange(row) : undefined)
      if (before) settled.set(other, incompatible(before))
    }
    for (const name of names) {
      const left = (subjects.get(name) ?? []).filter((other) => !displaced.includes(other.id))
      subjects.set(name, [...left, one])
    }
  }
  return [...settled.values()]
}

function incompatible(change: ReceivedChange): ReceivedChange {
  return {
    ...change,
    row: { ...change.row, state: 'quarantined', reason: 'incompatible' },
    keys: [],
    problem: 'incompatible',
  }
}

function displacedChange(row: AlertRow): ReceivedChange {
  const { id, version, issuer } = row
  return { row, keys: [], touched: { alert: id, version, issuer, compartments: [] } }
}

/** What a letter makes of an alert. */
interface ReceivedChange {
  readonly row: NewAlertRow
  readonly keys: readonly Uint8Array[]
  readonly touched: TouchedAlert
  readonly problem?: ReceivedProblem | 'revoked-key' | 'agreement-terminated'
}

/**
 * A letter that cannot be read here, although the exchange read it, is refused and recorded: it must not hold up those
 * after it. The entry that brought it stays with the exchange.
 */
function takeOrRefuse(
  context: AlertsContext,
  letter: IncomingLetter,
  before: NewAlertRow | undefined,
  uncovered: Uncovered,
): ReceivedChange | undefined {
  try {
    return takeLetter(context, letter, before, uncovered)
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof SyntaxError || error instanceof TypeError))
      throw error
    context.log.error(
      { issuer: letter.issuer, seq: letter.seq, error: error.name },
      'a letter cannot be read',
    )
    return undefined
  }
}

function takeLetter(
  context: AlertsContext,
  letter: IncomingLetter,
  before: NewAlertRow | undefined,
  uncovered: Uncovered,
): ReceivedChange | undefined {
  if (letter.document === null || letter.documentKey === null) return undefined
  const payload = context.storageKey.open(
    { box: letter.document, key: letter.documentKey },
    `inbox ${letter.issuer} ${letter.seq}`,
  )
  // An id belongs to whoever used it first: another issuer cannot touch it.
  if (before !== undefined && before.issuer !== letter.issuer) return undefined
  return letter.kind === 'withdrawal'
    ? takeWithdrawal(payload, letter, before, letter.issuer === context.jurisdiction)
    : takeAlert(context, payload, letter, before, uncovered)
}

function takeAlert(
  context: AlertsContext,
  payload: Uint8Array,
  letter: IncomingLetter,
  before: NewAlertRow | undefined,
  uncovered: Uncovered,
): ReceivedChange | undefined {
  const core = alertDocument.restore(payload)
  // Older than what is here, or withdrawn already: letters can overtake one another.
  if (before !== undefined && (before.version >= core.version || isWithdrawn(before))) return undefined
  if (uncovered.has(letter.issuer, core.category)) return takeUncovered(context, core, letter, before)
  const identity = identityOf(context, core, payload, letter)
  const changed = before !== undefined && (before.version ?? 0) > 0 && before.mode !== core.mode
  const problem = changed ? 'mode-changed' : receivedProblem(core, identity)
  const own = letter.issuer === context.jurisdiction
  const compartments = letter.compartments.map(({ name }) => name)
  const row: NewAlertRow = {
    id: core.id,
    issuer: letter.issuer,
    origin: own ? 'own' : 'received',
    state: problem ? 'quarantined' : 'active',
    version: core.version,
    category: core.category,
    action: core.action,
    mode: core.mode,
    validUntil: new Date(core.validUntil),
    reviewBy: new Date(core.reviewBy),
    ...sealCore(context.storageKey, core.id, core.version, payload),
    compartments: letter.compartments,
    coreHash: sha256Hex(payload),
    issuedAt: new Date(core.issuedAt),
    recipients: own ? presumedHolders(context.partners, compartments) : [],
    ...(own && before && kept(before)),
    entrySeq: letter.seq,
    reason: problem ?? null,
    flagged: before?.flagged ?? false,
    notice: before?.notice ?? null,
    contest: before?.contest ?? null,
    updatedAt: context.clock(),
  }
  const touched = { alert: core.id, version: core.version, issuer: letter.issuer, compartments }
  const keys = problem ? [] : subjectKeysOf(context.storageKey, identity ? { identity } : {})
  return { row, keys, touched, ...(problem && { problem }) }
}

/** By its issuer. What went with its agreement comes again with the next version under another one. */
function isWithdrawn({ state, reason }: NewAlertRow): boolean {
  return state === 'withdrawn' && reason !== 'agreement-terminated'
}

/** It was on its way when its agreement was terminated. It goes as if it had been here then, and the issuer gets its receipt. */
function takeUncovered(
  { clock }: AlertsContext,
  core: AlertCore,
  { issuer, seq }: IncomingLetter,
  before: NewAlertRow | undefined,
): ReceivedChange {
  const { id, version, category, action, mode } = core
  const row: NewAlertRow = {
    id,
    issuer,
    origin: 'received',
    state: 'withdrawn',
    version,
    category,
    action,
    mode,
    validUntil: new Date(core.validUntil),
    reviewBy: new Date(core.reviewBy),
    ...noContent,
    issuedAt: new Date(core.issuedAt),
    recipients: [],
    entrySeq: seq,
    reason: 'agreement-terminated',
    flagged: before?.flagged ?? false,
    notice: before?.notice ?? null,
    contest: before?.contest ?? null,
    updatedAt: clock(),
  }
  const touched = { alert: id, version, issuer, compartments: [] }
  return { row, keys: [], touched, problem: 'agreement-terminated' }
}

/** What of an own alert no feed brings back. */
function kept({ notes, notesKey, source, sourceKey }: NewAlertRow): Partial<NewAlertRow> {
  return { notes, notesKey, source, sourceKey }
}

/** What the alert is known by, as far as it was opened to this node. */
function identityOf(
  { storageKey }: AlertsContext,
  core: AlertCore,
  payload: Uint8Array,
  letter: IncomingLetter,
): Identity | undefined {
  const open = (wanted: 'identity' | 'contacts') => {
    const stored = letter.compartments.find(({ name }) => name === wanted)
    if (stored === undefined) return undefined
    const key = storageKey.unwrap(fromBase64(stored.key), `compartment ${core.id} ${wanted}`)
    const closed = { name: wanted, box: fromBase64(stored.box), key }
    return openCompartment(closed, payload, core.compartments[wanted])
  }
  const [identity, contacts] = [open('identity'), open('contacts')]
  return joinContents({
    ...(identity && { identity: compartmentDocuments.identity.restore(identity) }),
    ...(contacts && { contacts: compartmentDocuments.contacts.restore(contacts) }),
  }).identity
}

function takeWithdrawal(
  payload: Uint8Array,
  letter: IncomingLetter,
  before: NewAlertRow | undefined,
  own: boolean,
): ReceivedChange | undefined {
  const withdrawal = withdrawalDocument.restore(payload)
  const { id, version } = withdrawal
  const touched = { alert: id, version, issuer: letter.issuer, compartments: [] }
  if (before !== undefined && isWithdrawn(before)) return undefined
  const row: NewAlertRow = {
    // Where the withdrawal overtook the alert, this line keeps the alert from coming in afterwards.
    ...(before ?? { ...unknownAlert(withdrawal.at), ...(own && { origin: 'own' as const }) }),
    id,
    issuer: letter.issuer,
    state: 'withdrawn',
    version: Math.max(version, before?.version ?? 0),
    reason: withdrawal.reason,
    // Who was told, and who answered, went with the database: nobody is held to owe an answer again.
    recipients: (before?.recipients ?? []).filter(({ presumed }) => presumed !== true),
    entrySeq: letter.seq,
    updatedAt: new Date(withdrawal.at),
    ...noContent,
  }
  return { row, keys: [], touched }
}

function unknownAlert(at: string): Omit<NewAlertRow, 'id' | 'issuer' | 'state' | 'version'> {
  const time = new Date(at)
  return {
    origin: 'received',
    category: 'pattern',
    action: 'be-aware',
    mode: 'actual',
    validUntil: time,
    reviewBy: time,
    compartments: [],
    recipients: [],
  }
}

/**
 * The version that a key brought which is not believed any more, without its content. No version counts as known until the issuer
 * sends its next one, and no entry brought this one: there is no receipt for it.
 */
function voided(row: AlertRow): ReceivedChange {
  const { id, version, issuer } = row
  return {
    row: {
      ...row,
      ...noContent,
      ...kept(row),
      state: 'quarantined',
      reason: 'revoked-key',
      version: 0,
      entrySeq: null,
    },
    keys: [],
    touched: { alert: id, version, issuer, compartments: [] },
    problem: 'revoked-key',
  }
}

function recordsOf(changes: readonly ReceivedChange[]) {
  const taken = changes.filter(({ problem }) => problem === undefined).map(({ touched }) => touched)
  const refused = changes.filter(({ problem }) => problem !== undefined)
  return [
    ...(taken.length > 0 ? [ruleAct('alert.receive', { alerts: taken, count: taken.length })] : []),
    ...refused.map(({ touched, problem = 'revoked-key' }) =>
      ruleAct('alert.refuse', { alerts: [touched], outcome: 'denied', reason: problem }),
    ),
  ]
}
