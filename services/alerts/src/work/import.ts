import type { Transaction } from '@crosswatch/database'
import {
  draftProblems,
  categoryRules,
  ServiceError,
  toHex,
  type AlertDraft,
  type ImportRequest,
  type ImportRows,
  type ImportRowsResult,
  type ImportStatus,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { assertSecondOfficer } from '../domain/lifecycle.ts'
import { normaliseDraft } from '../domain/normalise-draft.ts'
import { contentKeyOf, sourceKeyOf, subjectKeysOf } from '../domain/subject-keys.ts'
import { emptyAlert } from '../domain/views.ts'
import { findOwnBySubject, putAlerts, putSubjectKeys } from '../store/alerts.ts'
import { putDrafts } from '../store/drafts.ts'
import {
  countMissing,
  countRows,
  discardDraftsOf,
  findBySource,
  insertImport,
  lockImport,
  markSeen,
  statusOf,
  submitDraftsOf,
  updateImport,
  type ImportRow,
} from '../store/imports.ts'
import { encodeDraft, sealDraft } from '../store/sealed.ts'
import { confirmImport } from './preview-recipients.ts'

/** A list that is drafted row by row and approved as one. */
export async function createImport(
  context: AlertsContext,
  officer: Officer,
  request: ImportRequest,
): Promise<ImportStatus> {
  return context.connection.transaction(async (tx) => {
    const row = await insertImport(tx, {
      id: context.newId(),
      ...request,
      state: 'open',
      drafter: officer.id,
    })
    await context.accessLog.append(tx, [actOf(officer, 'import.create')])
    return statusOf(row)
  })
}

/**
 * Drafts rows of a list. A row that says what is in force already is left alone; one that changed becomes the next
 * version. Rows that break a rule are refused with the reason and hold up nobody else.
 */
export async function addRows(
  context: AlertsContext,
  officer: Officer,
  id: string,
  { rows }: ImportRows,
): Promise<ImportRowsResult> {
  const { storageKey } = context
  const now = context.clock()
  // Everything that costs time happens before anything is locked.
  const given = rows.map(({ ref, draft: written }) => {
    const draft = normaliseDraft(written)
    const { bytes, problems } = encodedOrProblems(draft, now)
    const contentKey = contentKeyOf(storageKey, bytes)
    return { ref, draft, bytes, problems, contentKey, subjectKeys: subjectKeysOf(storageKey, draft) }
  })
  return context.connection.transaction(async (tx) => {
    const row = await lockImport(tx, id)
    assertOpen(row)
    const rowsToTake = given
      .filter(({ problems }) => problems.length === 0)
      .map((one) => ({ ...one, sourceKey: sourceKeyOf(storageKey, row.source, one.ref) }))
    const refused = given
      .filter(({ problems }) => problems.length > 0)
      .map(({ ref, problems }) => ({ ref, problems }))
    const result = await takeRows(context, tx, officer, row, rowsToTake)
    const all = { ...result, refused: [...refused, ...result.refused] }
    await countRows(tx, id, { drafted: all.drafted, unchanged: all.unchanged, refused: all.refused.length })
    await context.accessLog.append(tx, [actOf(officer, 'import.rows', { count: rows.length })])
    return all
  })
}

function encodedOrProblems(draft: AlertDraft, now: Date): { bytes: Uint8Array; problems: string[] } {
  try {
    const problems = draftProblems(draft, now).map(({ path, problem }) => `${path} ${problem}`)
    return { bytes: encodeDraft(draft), problems }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { bytes: new Uint8Array(), problems: [error.detail ?? error.code] }
  }
}

interface GivenRow {
  readonly ref: string
  readonly draft: AlertDraft
  /** Canonical bytes of the draft. */
  readonly bytes: Uint8Array
  readonly sourceKey: Uint8Array
  readonly contentKey: Uint8Array
  readonly subjectKeys: readonly Uint8Array[]
}

async function takeRows(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  row: ImportRow,
  given: readonly GivenRow[],
): Promise<ImportRowsResult> {
  const known = new Map(
    (
      await findBySource(
        tx,
        given.map(({ sourceKey }) => sourceKey),
      )
    ).map((found) => [toHex(found.alert.sourceKey ?? new Uint8Array()), found]),
  )
  const taken = new Map(
    (
      await findOwnBySubject(
        tx,
        given.flatMap(({ subjectKeys }) => subjectKeys),
      )
    ).map(({ key, id }) => [toHex(key), id]),
  )
  const refused: ImportRowsResult['refused'] = []
  const unchanged: string[] = []
  const seen: string[] = []
  const drafted: { id: string; isNew: boolean; given: GivenRow }[] = []

  for (const one of given) {
    const found = known.get(toHex(one.sourceKey))
    const id = found?.alert.id ?? context.newId()
    const other = one.subjectKeys
      .map((key) => taken.get(toHex(key)))
      .find((holder) => holder !== undefined && holder !== id)
    if (other !== undefined) {
      refused.push({ ref: one.ref, problems: [`alert ${other} is about the same subject`] })
    } else if (found?.draft && found.draft.import !== null && found.draft.import !== row.id) {
      refused.push({
        ref: one.ref,
        problems: [`import ${found.draft.import} has a draft of the same row that is not decided yet`],
      })
    } else if (drafted.some((earlier) => earlier.id === id) || seen.includes(id)) {
      refused.push({ ref: one.ref, problems: ['the list has another row with this reference'] })
    } else if (isUnchanged(found, one)) {
      unchanged.push(id)
    } else {
      drafted.push({ id, isNew: found === undefined, given: one })
      for (const key of one.subjectKeys) taken.set(toHex(key), id)
    }
    if (found) seen.push(id)
  }

  await markSeen(tx, seen, row.id)
  await putAlerts(
    tx,
    drafted.filter(({ isNew }) => isNew).map(({ id, given: one }) => newAlert(context, row, id, one)),
  )
  await putDrafts(
    tx,
    drafted.map(({ id, given: one }) => draftRow(context, row, officer, id, one)),
  )
  // Taken already while they wait, so that two rows of one list cannot be about one subject.
  await putSubjectKeys(
    tx,
    [],
    drafted.flatMap(({ id, given: one }) => one.subjectKeys.map((key) => ({ key, alert: id }))),
  )
  return { drafted: drafted.length, unchanged: unchanged.length, refused }
}

type FoundRow = Awaited<ReturnType<typeof findBySource>>[number]

function isUnchanged(found: FoundRow | undefined, one: GivenRow): boolean {
  if (found === undefined || found.draft !== null) return false
  const current = found.alert.contentKey
  return found.alert.state === 'active' && current !== null && toHex(current) === toHex(one.contentKey)
}

function newAlert(
  { jurisdiction, clock }: AlertsContext,
  row: ImportRow,
  id: string,
  { draft, sourceKey }: GivenRow,
) {
  return {
    id,
    issuer: jurisdiction,
    origin: 'own' as const,
    state: 'draft' as const,
    ...emptyAlert(draft, categoryRules[draft.category].action),
    source: row.source,
    sourceKey,
    seenIn: row.id,
    updatedAt: clock(),
  }
}

function draftRow(
  { storageKey }: AlertsContext,
  row: ImportRow,
  officer: Officer,
  id: string,
  { draft, bytes, contentKey }: GivenRow,
) {
  return {
    alert: id,
    state: 'draft' as const,
    category: draft.category,
    ...sealDraft(storageKey, id, bytes),
    contentKey,
    drafter: officer.id,
    import: row.id,
  }
}

/** Closes the list: no more rows, and a second officer can decide. */
export async function submitImport(
  context: AlertsContext,
  officer: Officer,
  id: string,
): Promise<ImportStatus> {
  return context.connection.transaction(async (tx) => {
    const row = await lockImport(tx, id)
    assertOpen(row)
    await submitDraftsOf(tx, id, officer.id)
    const missing = row.complete ? await countMissing(tx, row.source, id) : 0
    const updated = await updateImport(tx, id, { state: 'submitted', submitter: officer.id, missing })
    await context.accessLog.append(tx, [actOf(officer, 'import.submit', { count: row.drafted })])
    return statusOf(updated)
  })
}

export async function discardImport(
  context: AlertsContext,
  officer: Officer,
  id: string,
): Promise<ImportStatus> {
  return context.connection.transaction(async (tx) => {
    const row = await lockImport(tx, id)
    if (row.state !== 'open' && row.state !== 'submitted')
      throw new ServiceError('wrong-state', { detail: `the import is ${row.state}` })
    await discardDraftsOf(tx, id)
    const updated = await updateImport(tx, id, { state: 'discarded' })
    await context.accessLog.append(tx, [actOf(officer, 'alert.discard', { count: row.drafted })])
    return statusOf(updated)
  })
}

/**
 * A second officer approves the whole list, having seen (`digest`) who gets it. From when this returns it will be issued to the end, whatever stops in between.
 */
export async function approveImport(
  context: AlertsContext,
  officer: Officer,
  id: string,
  digest: string,
): Promise<ImportStatus> {
  return context.connection.transaction(async (tx) => {
    const row = await lockImport(tx, id)
    if (row.state !== 'submitted')
      throw new ServiceError('wrong-state', { detail: `the import is ${row.state}` })
    assertSecondOfficer(officer.id, row.drafter, row.submitter)
    const updated = await updateImport(tx, id, {
      state: 'issuing',
      confirmed: await confirmImport(context, tx, row, digest),
      approver: officer.id,
      approverAuthority: officer.authority,
    })
    await context.accessLog.append(tx, [
      actOf(officer, 'import.approve', { count: row.drafted + row.missing }),
    ])
    return statusOf(updated)
  })
}

function assertOpen({ state }: ImportRow): void {
  if (state !== 'open') throw new ServiceError('wrong-state', { detail: `the import is ${state}` })
}
