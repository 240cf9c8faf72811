import { insertRows, type Executor } from '@crosswatch/database'
import { ServiceError, type AlertState, type Category, type JurisdictionCode } from '@crosswatch/protocol'
import { and, asc, desc, eq, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { eraseEvidence } from './follow-up.ts'
import { alert, draft, subjectKey } from './schema.ts'

export type AlertRow = typeof alert.$inferSelect
export type NewAlertRow = typeof alert.$inferInsert
export type DraftRow = typeof draft.$inferSelect

export interface ListFilter {
  readonly state?: AlertState
  readonly origin?: 'own' | 'received'
  readonly category?: Category
  readonly issuer?: JurisdictionCode
  /** Page after this place: `<updatedAt> <id>`. */
  readonly after?: { readonly updatedAt: Date; readonly id: string }
}

export async function listAlerts(db: Executor, filter: ListFilter, limit: number) {
  const { after } = filter
  return db
    .select({ alert, draft })
    .from(alert)
    .leftJoin(draft, eq(draft.alert, alert.id))
    .where(
      and(
        filter.state === undefined ? undefined : stateIs(filter.state),
        filter.origin === undefined ? undefined : eq(alert.origin, filter.origin),
        filter.category === undefined ? undefined : eq(alert.category, filter.category),
        filter.issuer === undefined ? undefined : eq(alert.issuer, filter.issuer),
        after &&
          or(
            lt(alert.updatedAt, after.updatedAt),
            and(eq(alert.updatedAt, after.updatedAt), lt(alert.id, after.id)),
          ),
      ),
    )
    .orderBy(desc(alert.updatedAt), desc(alert.id))
    .limit(limit)
}

/** `draft` and `submitted` also find alerts in force with such a change waiting. */
function stateIs(state: AlertState) {
  return state === 'draft' || state === 'submitted' ? eq(draft.state, state) : eq(alert.state, state)
}

/** @throws {ServiceError} `not-found` */
export async function readAlert(db: Executor, id: string): Promise<AlertRow> {
  const [row] = await db.select().from(alert).where(eq(alert.id, id))
  if (row === undefined) throw new ServiceError('not-found', { detail: `alert ${id}` })
  return row
}

/** Reads an alert of this node and its waiting change, locked until the transaction ends. Foreign is the same as absent. */
export async function lockOwn(
  tx: Executor,
  id: string,
): Promise<{ row: AlertRow; change: DraftRow | undefined }> {
  const [row] = await tx
    .select()
    .from(alert)
    .where(and(eq(alert.id, id), eq(alert.origin, 'own')))
    .for('update')
  if (row === undefined) throw new ServiceError('not-found', { detail: `alert ${id}` })
  const [change] = await tx.select().from(draft).where(eq(draft.alert, id)).for('update')
  return { row, change }
}

/** Reads an alert that another jurisdiction issued, locked until the transaction ends. Own is the same as absent. */
export async function lockReceived(tx: Executor, id: string): Promise<AlertRow> {
  const [row] = await tx
    .select()
    .from(alert)
    .where(and(eq(alert.id, id), eq(alert.origin, 'received')))
    .for('update')
  if (row === undefined) throw new ServiceError('not-found', { detail: `alert ${id}` })
  return row
}

export async function readDraft(db: Executor, id: string): Promise<DraftRow | undefined> {
  const [row] = await db.select().from(draft).where(eq(draft.alert, id))
  return row
}

/**
 * Writes alerts whole: new ones, or in place of what stood under the same id. With the content of a received alert goes the
 * evidence that its issuer opened for a thread: it is the same alert's.
 */
export async function putAlerts(tx: Executor, rows: readonly NewAlertRow[]): Promise<void> {
  const whole = rows.map(wholeRow)
  await insertRows(tx, alert, whole, { replaceOn: ['id'] })
  const erased = whole.filter(({ origin, core }) => origin === 'received' && core === null)
  if (erased.length === 0) return
  await eraseEvidence(
    tx,
    erased.map(({ id }) => id),
  )
}

/** Every column said, so that nothing of what stood there before remains. */
function wholeRow(row: NewAlertRow): NewAlertRow {
  return {
    core: null,
    coreKey: null,
    coreHash: null,
    notes: null,
    notesKey: null,
    links: null,
    linksKey: null,
    drafter: null,
    approver: null,
    issuedAt: null,
    entrySeq: null,
    noticedAt: null,
    reason: null,
    sourceKey: null,
    source: null,
    contentKey: null,
    seenIn: null,
    flagged: false,
    notice: null,
    contest: null,
    change: 0,
    ...row,
  }
}

export async function updateState(tx: Executor, id: string, set: Partial<NewAlertRow>): Promise<void> {
  await tx
    .update(alert)
    .set({ updatedAt: sql`now()`, ...set })
    .where(eq(alert.id, id))
}

export async function removeDrafts(tx: Executor, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(draft).where(inArray(draft.alert, [...ids]))
}

/** Replaces the subject keys of alerts. */
export async function putSubjectKeys(
  tx: Executor,
  ids: readonly string[],
  keys: readonly { key: Uint8Array; alert: string }[],
): Promise<void> {
  if (ids.length > 0) await tx.delete(subjectKey).where(inArray(subjectKey.alert, [...ids]))
  if (keys.length > 0)
    await tx
      .insert(subjectKey)
      .values([...keys])
      .onConflictDoNothing()
}

/** Alerts in force on a subject with one of these keys. */
export async function findBySubject(db: Executor, keys: readonly Uint8Array[]) {
  if (keys.length === 0) return []
  return db
    .select({
      key: subjectKey.key,
      id: alert.id,
      issuer: alert.issuer,
      category: alert.category,
      mode: alert.mode,
      origin: alert.origin,
    })
    .from(subjectKey)
    .innerJoin(alert, eq(alert.id, subjectKey.alert))
    .where(and(inArray(subjectKey.key, [...keys]), eq(alert.state, 'active')))
}

/** Alerts by id. */
export async function readAlerts(db: Executor, ids: readonly string[]): Promise<Map<string, AlertRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(alert)
    .where(inArray(alert.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Reads an alert of this node or another, locked until the transaction ends. */
export async function lockAlert(tx: Executor, id: string): Promise<AlertRow | undefined> {
  const [row] = await tx.select().from(alert).where(eq(alert.id, id)).for('update')
  return row
}

/**
 * Alerts by id, locked until the transaction ends: for whoever writes them whole. What officers do to one meanwhile comes before or
 * after, and is not written over.
 */
export async function lockAlerts(tx: Executor, ids: readonly string[]): Promise<Map<string, AlertRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(alert)
    .where(inArray(alert.id, [...ids]))
    .orderBy(asc(alert.id))
    .for('update')
  return new Map(rows.map((row) => [row.id, row]))
}

/** Alerts, acted upon or not, whose version came with an entry of this issuer at `seq` or after it: locked, as by `lockAlerts`. */
export async function lockVoid(tx: Executor, issuer: JurisdictionCode, seq: number): Promise<AlertRow[]> {
  return tx
    .select()
    .from(alert)
    .where(
      and(
        eq(alert.issuer, issuer),
        inArray(alert.state, ['active', 'quarantined']),
        gte(alert.entrySeq, seq),
      ),
    )
    .orderBy(asc(alert.id))
    .for('update')
}

/** How alerts stand, by id, without their content. */
export async function readStates(
  db: Executor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<AlertRow, 'state' | 'version'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: alert.id, state: alert.state, version: alert.version })
    .from(alert)
    .where(inArray(alert.id, [...ids]))
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Received alerts of an issuer in these categories that still have content. */
export async function readReceivedFrom(
  db: Executor,
  issuer: JurisdictionCode,
  categories: readonly Category[],
  limit: number,
): Promise<AlertRow[]> {
  if (categories.length === 0) return []
  return db
    .select()
    .from(alert)
    .where(
      and(
        eq(alert.issuer, issuer),
        eq(alert.origin, 'received'),
        inArray(alert.state, ['active', 'quarantined', 'expired']),
        inArray(alert.category, [...categories]),
      ),
    )
    .limit(limit)
    .for('update')
}

/**
 * Takes a party off the recipients of own alerts in these categories, since it erases them. Positions must be this
 * transaction's to give (`nextChanges`).
 */
export async function departUncovered(
  tx: Executor,
  party: JurisdictionCode,
  categories: readonly Category[],
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    with had as (
      select id from alerts.alert, jsonb_array_elements(recipients) r
      where r->>'jurisdiction' = ${party} and not r ? 'presumed'
    ), gone as (
      update alerts.alert set recipients = (
        select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(recipients) r where r->>'jurisdiction' <> ${party}
      )
      where origin = 'own' and state = 'active' and category = any(${sql.param([...categories])}::text[])
        and recipients @> ${JSON.stringify([{ jurisdiction: party }])}::jsonb
      returning id, version
    )
    insert into alerts.departure (change, alert, version, recipient, at)
    select nextval('alerts.change_seq'), id, version, ${party}, ${at.toISOString()} from gone join had using (id)`)
}

/** Alerts whose time is over: those in force, and received ones that are not acted upon and still have to be erased. */
export async function readDue(db: Executor, now: Date, limit: number): Promise<AlertRow[]> {
  const stands = or(
    eq(alert.state, 'active'),
    and(eq(alert.state, 'quarantined'), eq(alert.origin, 'received')),
  )
  return db
    .select()
    .from(alert)
    .where(and(stands, or(lte(alert.validUntil, now), lte(alert.reviewBy, now))))
    .orderBy(asc(alert.validUntil))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function deleteAlert(tx: Executor, id: string): Promise<void> {
  await tx.delete(alert).where(eq(alert.id, id))
}

/** Alerts of this node on a subject with one of these keys, in force or waiting. */
export async function findOwnBySubject(db: Executor, keys: readonly Uint8Array[]) {
  if (keys.length === 0) return []
  return db
    .select({ key: subjectKey.key, id: alert.id })
    .from(subjectKey)
    .innerJoin(alert, eq(alert.id, subjectKey.alert))
    .where(
      and(
        inArray(subjectKey.key, [...keys]),
        eq(alert.origin, 'own'),
        inArray(alert.state, ['draft', 'submitted', 'active']),
      ),
    )
}
