import { insertRows, type Executor } from '@crosswatch/database'
import type {
  DemandState,
  ErasedAlert,
  ErasureBoard,
  ErasureDemand,
  JurisdictionCode,
} from '@crosswatch/protocol'
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { demand, erasure } from './schema.ts'

export async function insertErasures(
  tx: Executor,
  rows: readonly (typeof erasure.$inferInsert)[],
): Promise<void> {
  await insertRows(tx, erasure, rows, { skipConflicts: true })
}

/** What is already owed stays as it is: a change seen twice demands one receipt. */
export async function insertDemands(
  tx: Executor,
  rows: readonly (typeof demand.$inferInsert)[],
): Promise<void> {
  await insertRows(tx, demand, rows, { skipConflicts: true })
}

/** What a receipt settles, or why it does not. */
export interface Settlement {
  readonly recipient: JurisdictionCode
  readonly receipt: string
  readonly receiptSeq: number
  readonly erasedAt: Date
  readonly item: ErasedAlert
  readonly problem: 'another-entry' | null
}

/** @returns whether it settles anything; one that was taken is not taken again */
export async function settle(tx: Executor, settlement: Settlement): Promise<boolean> {
  const { recipient, receipt, receiptSeq, erasedAt, item, problem } = settlement
  const settled = await tx
    .update(demand)
    .set(problem === null ? { receipt, receiptSeq, erasedAt, problem } : { problem, receiptSeq })
    .where(
      and(
        eq(demand.alert, item.alert),
        eq(demand.version, item.version),
        eq(demand.cause, item.cause),
        eq(demand.recipient, recipient),
        sql`${demand.receipt} is null`,
      ),
    )
    .returning({ alert: demand.alert })
  if (settled.length > 0) return true
  return problem === null && insertSettled(tx, settlement)
}

/**
 * A receipt can be here before this node has read that it is owed: recipients are quick, or terminated the agreement themselves. What it
 * says was held against the feed; the demand that follows finds it settled.
 */
async function insertSettled(
  tx: Executor,
  { recipient, receipt, receiptSeq, erasedAt, item }: Settlement,
): Promise<boolean> {
  const { alert, version, cause } = item
  const row = { alert, version, cause, recipient, receipt, receiptSeq, erasedAt }
  const inserted = await tx
    .insert(demand)
    .values({ ...row, endedAt: erasedAt, dueAt: erasedAt })
    .onConflictDoNothing()
    .returning({ alert: demand.alert })
  return inserted.length > 0
}

function stateAt(now: Date): SQL<DemandState> {
  return sql<DemandState>`case
    when ${demand.receipt} is not null then 'received'
    when ${demand.problem} is not null then 'refused'
    when ${demand.dueAt} < ${now.toISOString()} then 'overdue'
    else 'pending' end`
}

export interface BoardFilter {
  readonly state?: DemandState
  readonly recipient?: JurisdictionCode
  /** The `next` of the page before. */
  readonly after?: string
}

const pageSize = 50

/** Who owes what, the latest first. */
export async function readBoard(db: Executor, now: Date, filter: BoardFilter): Promise<ErasureBoard> {
  const state = stateAt(now)
  const counts = await db
    .select({ recipient: demand.recipient, state, count: sql<number>`count(*)::int` })
    .from(demand)
    .groupBy(demand.recipient, sql`2`)
    .orderBy(demand.recipient, sql`2`)
  const place = sql<string>`(extract(epoch from ${demand.endedAt}) * 1000)::bigint || '-' || ${demand.alert} || '-' || ${demand.recipient}`
  const rows = await db
    .select({ row: demand, state, place })
    .from(demand)
    .where(
      and(
        filter.state === undefined ? undefined : sql`${state} = ${filter.state}`,
        filter.recipient === undefined ? undefined : eq(demand.recipient, filter.recipient),
        filter.after === undefined ? undefined : afterPlace(filter.after),
      ),
    )
    .orderBy(desc(demand.endedAt), desc(demand.alert), desc(demand.recipient))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  return {
    counts,
    demands: shown.map(({ row, state: standing }) => demandView(row, standing)),
    next: rows.length > pageSize ? (shown.at(-1)?.place ?? null) : null,
  }
}

/** `<milliseconds>-<alert>-<recipient>`: the place of a row in the order of the board. */
function afterPlace(after: string): SQL {
  const [milliseconds, ...rest] = after.split('-')
  const ended = new Date(Number(milliseconds)).toISOString()
  const alert = rest.slice(0, -1).join('-')
  return sql`(${demand.endedAt}, ${demand.alert}, ${demand.recipient}) < (${ended}::timestamptz, ${alert}::uuid, ${rest.at(-1) ?? ''})`
}

function demandView(row: typeof demand.$inferSelect, state: DemandState): ErasureDemand {
  return {
    alert: row.alert,
    version: row.version,
    cause: row.cause,
    recipient: row.recipient,
    state,
    endedAt: row.endedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    erasedAt: row.erasedAt?.toISOString() ?? null,
    receiptEntry: row.receiptSeq,
  }
}
