import type { Connection, Executor } from '@crosswatch/database'
import type { FollowAnswer } from '@crosswatch/protocol'
import { type SQL, sql } from 'drizzle-orm'
import { ageConditions, all, lookConditions, type RecordFilter } from './search-records.ts'

/** Everything that the index has of one alert or one officer, counted in one snapshot. */
export function follow(
  { transaction }: Pick<Connection, 'transaction'>,
  filter: RecordFilter,
): Promise<FollowAnswer> {
  const table = filter.alert === undefined ? sql`audit.look` : sql`audit.alert_look`
  const conditions = [...lookConditions(filter), ...ageConditions(filter).map((age) => age(sql`record_id`))]
  const looks = sql`(select record_id, officer, class from ${table} where ${all(conditions)}) as looks`
  return transaction(
    async (tx) => {
      const [total] = (await tx.execute<Span>(sql`select ${spanOf} from ${looks}`)).rows
      return {
        looks: Number(total?.looks ?? 0),
        first: isoOf(total?.first),
        last: isoOf(total?.last),
        kinds: await kinds(tx, looks),
        officers: await officers(tx, looks),
        alerts: await alerts(tx, looks),
        abroad: filter.alert === undefined ? [] : await abroad(tx, filter.alert, filter),
        days: await days(tx, looks),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Times in milliseconds, as text. */
type Span = { readonly looks: string; readonly first: string | null; readonly last: string | null }

/** Ids carry their time (UUIDv7), and there is no min(uuid) before PostgreSQL 18. */
const timeOf = sql`('x' || left(replace(looks.record_id::text, '-', ''), 12))::bit(48)::bigint`
const spanOf = sql`count(*) as looks, min(${timeOf}) as first, max(${timeOf}) as last`

function isoOf(milliseconds: string | null | undefined): string | null {
  return milliseconds === null || milliseconds === undefined
    ? null
    : new Date(Number(milliseconds)).toISOString()
}

function spanned({ looks, first, last }: Span) {
  return { looks: Number(looks), first: isoOf(first) ?? '', last: isoOf(last) ?? '' }
}

async function kinds(tx: Executor, looks: SQL) {
  const { rows } = await tx.execute<
    FollowAnswer['kinds'][number]
  >(sql`select authority, operation, purpose, outcome, counted.looks::int as looks
        from (select class, count(*) as looks from ${looks} group by class) as counted
        join audit.access_class on number = counted.class order by counted.looks desc`)
  return rows
}

async function officers(tx: Executor, looks: SQL) {
  const { rows } = await tx.execute<
    Span & { officer: string }
  >(sql`select officer.name as officer, counted.looks, counted.first, counted.last
        from (select officer, ${spanOf} from ${looks} group by officer order by looks desc limit 200) as counted
        join audit.officer on officer.number = counted.officer order by counted.looks desc, officer.name`)
  return rows.map((row) => ({ officer: row.officer, ...spanned(row) }))
}

async function alerts(tx: Executor, looks: SQL) {
  const { rows } = await tx.execute<
    Span & { alert: string }
  >(sql`select alert_look.alert, ${spanOf} from ${looks}
        join audit.alert_look using (record_id) group by alert_look.alert order by looks desc, alert_look.alert limit 200`)
  return rows.map((row) => ({ alert: row.alert, ...spanned(row) }))
}

/** Their receipts give times to the hour. */
async function abroad(tx: Executor, alert: string, { from, to }: RecordFilter) {
  const { rows } = await tx.execute<
    FollowAnswer['abroad'][number]
  >(sql`select jurisdiction, operation, purpose, count(*)::int as looks, count(distinct officer)::int as officers,
          (count(*) filter (where state = 'refuted'))::int as refuted,
          ${isoText(sql`min(at)`)} as first, ${isoText(sql`max(at)`)} as last
        from audit.foreign_look join audit.foreign_look_alert on look = number
        where alert = ${alert}::uuid
          ${from === undefined ? sql`` : sql`and at >= ${from}::timestamptz - interval '1 hour'`}
          ${to === undefined ? sql`` : sql`and at < ${to}::timestamptz`}
        group by jurisdiction, operation, purpose order by looks desc, jurisdiction`)
  return rows
}

function isoText(time: SQL): SQL {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

async function days(tx: Executor, looks: SQL) {
  const { rows } = await tx.execute<
    FollowAnswer['days'][number]
  >(sql`select to_char(to_timestamp(${timeOf} / 1000) at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as looks
        from ${looks} group by day order by day desc limit 400`)
  return rows
}
