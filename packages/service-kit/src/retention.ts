import type { Connection, Executor } from '@crosswatch/database'
import { addMonths, type Clock, type ContentClass } from '@crosswatch/protocol'
import { type SQL, sql } from 'drizzle-orm'
import type { AccessLog } from './access-log.ts'

/** What a service keeps until it is over, and for how long then. */
export interface RetentionRule {
  readonly class: ContentClass
  /** Months after its end. */
  readonly months: number
  /**
   * A query of what is over: `id`, `ended timestamptz` (null while it is not), and `names text[]`, by each of which a legal
   * hold may keep it: `alert:<id>`, `officer:<name>`, `consent:<id>`, `screening:<id>`.
   */
  readonly ended: SQL
  /** Erases these. Keys and content go, and whatever has to stay says nothing about anybody. */
  readonly erase: (tx: Executor, ids: readonly string[]) => Promise<void>
}

export interface RetentionOptions {
  readonly connection: Pick<Connection, 'transaction'>
  readonly service: string
  readonly rules: readonly RetentionRule[]
  readonly actLog: Pick<AccessLog, 'append'>
  readonly clock: Clock
}

/** How often each service looks for what was kept long enough. */
export const retentionEveryMs = 60 * 60_000
const batch = 500

/**
 * Erases what was kept long enough and no legal hold names, each batch with its record in one transaction, and tells the audit service
 * how each class stands. What is over is found by its own times, so that a database which was put back erases it again.
 *
 * @returns whether there may be more
 */
export async function eraseOver(options: RetentionOptions): Promise<boolean> {
  const { connection, service, rules, actLog, clock } = options
  const now = clock()
  let more = false
  for (const rule of rules) {
    const before = addMonths(now, -rule.months)
    const erased = await connection.transaction(async (tx) => {
      // One process of a service at a time: what one has taken is no longer there for the next.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`crosswatch retention ${service}`}, 0))`,
      )
      const ids = await dueOf(tx, rule, before)
      if (ids.length > 0) {
        await rule.erase(tx, ids)
        await actLog.append(tx, [
          {
            operation: 'content.erase',
            officer: `system:${service}`,
            authority: 'system',
            roles: [],
            outcome: 'done',
            count: ids.length,
            terms: { query: { class: rule.class, before: before.toISOString() } },
          },
        ])
      }
      await report(tx, options, rule, before, ids.length)
      return ids.length
    })
    more ||= erased === batch
  }
  return more
}

async function dueOf(tx: Executor, { ended }: RetentionRule, before: Date): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from (${ended}) as over
    where ended < ${before.toISOString()}::timestamptz and not names && audit.held_names()
    order by ended limit ${batch}`)
  return rows.map(({ id }) => id)
}

async function report(
  tx: Executor,
  { service, clock }: RetentionOptions,
  { class: name, months, ended }: RetentionRule,
  before: Date,
  erased: number,
): Promise<void> {
  const at = before.toISOString()
  await tx.execute(sql`
    select audit.report_retention(${service}, ${name}, ${months}::int, count(*) filter (where ended is not null),
      count(*) filter (where ended < ${at}::timestamptz and names && audit.held_names()),
      count(*) filter (where ended < ${at}::timestamptz and not names && audit.held_names()),
      min(ended), ${erased}::bigint, ${clock().toISOString()}::timestamptz)
    from (${ended}) as over`)
}
