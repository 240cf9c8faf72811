import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode, ReceiptAccount, ReceiptAccounts } from '@crosswatch/protocol'
import { logOrigin } from '@crosswatch/transparency'
import { sql } from 'drizzle-orm'
import { foreignLook, receiptAccount, receiptGap } from '../store/receipt-schema.ts'
import { readAllWitnessed } from '../store/witness-store.ts'

/** Periods without a receipt from a log that goes on, after which a jurisdiction counts as silent. */
const silentAfterPeriods = 3

/** Days before the report of a hit comes in which somebody must have looked: looks of long ago do not account for it. */
const lookedWithinDays = 7

/** What this node and the others have told each other, and what does not fit. */
export async function readAccounts(
  executor: Executor,
  of: {
    readonly federation: string
    readonly peers: readonly JurisdictionCode[]
    readonly periodMs: number
  },
  now: Date,
): Promise<ReceiptAccounts> {
  const rows = await executor.select().from(receiptAccount)
  const gaps = await executor.select().from(receiptGap).orderBy(receiptGap.jurisdiction, receiptGap.from)
  const counts = await countStates(executor)
  const heads = new Map((await readAllWitnessed(executor)).map(({ origin, size }) => [origin, Number(size)]))
  const account = (jurisdiction: JurisdictionCode): ReceiptAccount => {
    const find = (direction: 'sent' | 'received') =>
      rows.find((row) => row.direction === direction && row.jurisdiction === jurisdiction)
    const [sent, received] = [find('sent'), find('received')]
    const cosigned = heads.get(logOrigin(of.federation, jurisdiction)) ?? null
    const until = received?.until ?? 0
    const age = received === undefined ? Infinity : now.getTime() - received.last.getTime()
    const inState = (state: string) =>
      counts.find((row) => row.jurisdiction === jurisdiction && row.state === state)?.looks ?? 0
    return {
      jurisdiction,
      received: {
        receipts: received?.receipts ?? 0,
        last: received?.last.toISOString() ?? null,
        until,
        cosigned,
        silent: cosigned !== null && cosigned > until && age > silentAfterPeriods * of.periodMs,
        gaps: gaps
          .filter((gap) => gap.jurisdiction === jurisdiction)
          .map(({ from, until: to }) => ({ from, until: to })),
        looks: received?.looks ?? 0,
        waiting: inState('waiting'),
        refuted: inState('refuted'),
      },
      sent: {
        receipts: sent?.receipts ?? 0,
        last: sent?.last.toISOString() ?? null,
        until: sent?.until ?? 0,
        looks: sent?.looks ?? 0,
      },
    }
  }
  return {
    jurisdictions: of.peers.toSorted().map(account),
    unaccountedHits: await unaccountedHits(executor),
  }
}

async function countStates(executor: Executor) {
  const { jurisdiction, state } = foreignLook
  return executor
    .select({ jurisdiction, state, looks: sql<number>`count(*)::int` })
    .from(foreignLook)
    .groupBy(jurisdiction, state)
}

type Unaccounted = { record: string; alert: string; jurisdiction: string; at: string }

/**
 * Reports of hits, as this node's own log has them, from jurisdictions whose receipts of that time are here and tell of no look
 * at that alert in the days before. The time of a report is when it came. What was made before that, and came after, says nothing
 * of it: the other side's own time of its receipts counts.
 */
async function unaccountedHits(executor: Executor): Promise<Unaccounted[]> {
  const { rows } = await executor.execute<Unaccounted>(sql`
    with reported as (
      select alert_look.record_id as record, alert_look.alert,
        convert_from(record.record, 'UTF8')::jsonb as content
      from audit.access_class
        join audit.alert_look on alert_look.class = access_class.number
        join audit.record on record.id = alert_look.record_id
      where access_class.operation = 'hit.receive' and access_class.outcome = 'done'
    )
    select record, alert, content->'recipients'->>0 as jurisdiction, content->>'at' as at
    from reported
      join audit.receipt_account on direction = 'received' and jurisdiction = content->'recipients'->>0
    -- A look takes its place in the log a moment after it.
    where (content->>'at')::timestamptz < last - interval '10 seconds' and not exists (
      select from audit.foreign_look_alert
        join audit.foreign_look on foreign_look.number = foreign_look_alert.look
      where foreign_look_alert.alert = reported.alert
        and foreign_look.jurisdiction = content->'recipients'->>0
        -- The other clock may be ahead, and of its looks only the hour is told.
        and foreign_look.at between (content->>'at')::timestamptz - make_interval(days => ${lookedWithinDays}::int)
          and (content->>'at')::timestamptz + interval '1 hour'
    )
    order by record desc limit 200`)
  return rows
}
