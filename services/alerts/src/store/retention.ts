import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import type { RetentionRule } from '@crosswatch/service-kit'
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { noContent } from '../work/no-content.ts'
import { alert, dispute, draft, flag, hit, imports, measure, message, subjectKey } from './schema.ts'

/** Months for which this service keeps each of its classes. */
export type AlertsRetentionMonths = Readonly<
  Record<'drafts' | 'ended-alerts' | 'imports' | 'hits' | 'measures' | 'disputes' | 'flags', number>
>

/** What is kept here until when. Received alerts are not in it: their content goes when they end. */
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
          greatest(created_at, (select max(at) from alerts.message where message.hit = hit.id)) as ended
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
      sql`select id, at as ended, array['alert:' || alert] as names from alerts.measure`,
      deleteFrom(measure, measure.id),
    ),
    rule(
      'disputes',
      sql`select id, decided_at as ended,
          array['alert:' || alert, 'officer:' || recorded_by, 'officer:' || decided_by] as names
        from alerts.dispute`,
      deleteFrom(dispute, dispute.id),
    ),
    rule(
      'flags',
      sql`select id, lifted_at as ended, array['alert:' || alert, 'officer:' || officer] as names from alerts.flag`,
      deleteFrom(flag, flag.id),
    ),
  ]
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
