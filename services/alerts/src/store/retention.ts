import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import type { RetentionRule } from '@crosswatch/service-kit'
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { noContent } from './no-content.ts'
import {
  alert,
  clearance,
  dispute,
  draft,
  flag,
  hit,
  imports,
  issued,
  measure,
  message,
  subjectKey,
} from './schema.ts'

/** Months for which this service keeps each of its classes. */
export type AlertsRetentionMonths = Readonly<
  Record<
    'drafts' | 'ended-alerts' | 'imports' | 'hits' | 'measures' | 'disputes' | 'flags' | 'clearances',
    number
  >
>

/**
 * What is kept here until when. Received alerts are not in it: their content goes when they end. What this node did about them goes
 * earlier where an agreement with their issuer says so.
 */
export function alertsRetention(own: JurisdictionCode, months: AlertsRetentionMonths): RetentionRule[] {
  const rule = (name: keyof AlertsRetentionMonths, ended: SQL, erase: RetentionRule['erase']) => ({
    class: name,
    months: months[name],
    ended,
    erase,
  })
  return [
    rule(
      'drafts',
      sql`select id, updated_at as ended, array['alert:' || id, 'officer:' || draft.drafter] as names
        from alerts.alert join alerts.draft on draft.alert = alert.id
        where alert.version = 0 and alert.origin = 'own'`,
      deleteFrom(alert, alert.id),
    ),
    // What is left says that there was an alert with this id, so that nothing brings it back.
    rule(
      'ended-alerts',
      sql`select id, updated_at as ended, array['alert:' || id, 'officer:' || drafter, 'officer:' || approver] as names
        from alerts.alert
        where origin = 'own' and state in ('withdrawn', 'expired') and (core is not null or notes is not null)`,
      async (tx, ids) => {
        await eraseBodies(tx, own, ids)
        await eraseContent(tx, ids)
      },
    ),
    rule(
      'imports',
      sql`select id, created_at as ended, array['officer:' || drafter, 'officer:' || approver] as names
        from alerts.import
        where state in ('done', 'discarded') and not exists (select from alerts.draft where draft.import = import.id)`,
      deleteFrom(imports, imports.id),
    ),
    rule(
      'hits',
      sql`select id, array['alert:' || alert] as names,
          ${agreed(sql`greatest(created_at, (select max(at) from alerts.message where message.hit = hit.id))`, months.hits)} as ended
        from alerts.hit`,
      async (tx, ids) => {
        const thread = await tx
          .select({ id: message.id })
          .from(message)
          .where(inArray(message.hit, [...ids]))
        await eraseBodies(tx, own, [...ids, ...thread.map(({ id }) => id)])
        await tx.delete(hit).where(inArray(hit.id, [...ids]))
      },
    ),
    rule(
      'measures',
      sql`select id, ${agreed(sql`at`, months.measures)} as ended, array['alert:' || alert] as names from alerts.measure`,
      deleteFrom(measure, measure.id),
    ),
    rule(
      'disputes',
      sql`select id, ${agreed(sql`decided_at`, months.disputes)} as ended,
          array['alert:' || alert, 'officer:' || recorded_by, 'officer:' || decided_by] as names
        from alerts.dispute`,
      deleteFrom(dispute, dispute.id),
    ),
    rule(
      'flags',
      sql`select id, ${agreed(flagEnd, months.flags)} as ended, array['alert:' || alert, 'officer:' || officer] as names
        from alerts.flag`,
      deleteFrom(flag, flag.id),
    ),
    rule(
      'clearances',
      sql`select id, ${agreed(sql`ended_at`, months.clearances)} as ended,
          array['alert:' || alert, 'officer:' || proposed_by, 'officer:' || decided_by, 'officer:' || ended_by] as names
        from alerts.clearance`,
      deleteFrom(clearance, clearance.id),
    ),
  ]
}

/** A flag ends when it is lifted, or with its alert. */
const flagEnd = sql`coalesce(lifted_at, (
  select updated_at from alerts.alert as flagged where flagged.id = alert and flagged.state in ('withdrawn', 'expired')
))`

/**
 * When the time of something about `alert` begins that ended by itself at `ended`: so early that it is over at the latest when the
 * strictest agreement under which a foreign alert came has it, `retentionDays` after the alert ended.
 */
function agreed(ended: SQL, months: number): SQL {
  return sql`case when ${ended} is not null then least(${ended}, (
    select min(about.updated_at + make_interval(days => (said.terms->>'retentionDays')::int) - make_interval(months => ${months}::int))
    from alerts.alert as about
      join alerts.agreement on true
      cross join lateral (select convert_from(agreement.terms, 'UTF8')::jsonb as terms) as said
    where about.id = alert and about.origin = 'received' and about.state in ('withdrawn', 'expired')
      and said.terms->'parties' ? about.issuer and said.terms->'categories' ? about.category
      and jsonb_array_length(said.terms->'parties') = (
        select count(distinct party) from alerts.agreement_statement as signed
        where signed.digest = agreement.digest and signed.act = 'sign'
      )
  )) end`
}

function deleteFrom(table: PgTable, id: PgColumn): RetentionRule['erase'] {
  return async (tx, ids) => {
    await tx.delete(table).where(inArray(id, [...ids]))
  }
}

/** Destroys the sealed bodies that brought or took these: headers and chains stay. */
async function eraseBodies(tx: Executor, own: JurisdictionCode, refs: readonly string[]): Promise<void> {
  await tx.execute(sql`select exchange.erase_about(${own}, ${sql.param([...refs])}::uuid[])`)
}

async function eraseContent(tx: Executor, ids: readonly string[]): Promise<void> {
  await tx.delete(draft).where(inArray(draft.alert, [...ids]))
  await tx.delete(issued).where(inArray(issued.alert, [...ids]))
  await tx.delete(subjectKey).where(inArray(subjectKey.alert, [...ids]))
  await tx
    .update(alert)
    .set({
      ...noContent,
      links: null,
      linksKey: null,
      drafter: null,
      approver: null,
      contentKey: null,
    })
    .where(inArray(alert.id, [...ids]))
}
