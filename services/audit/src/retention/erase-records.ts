import type { Connection, Executor } from '@crosswatch/database'
import { type Clock, newUuid } from '@crosswatch/protocol'
import type { AccessLog } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import { type RetentionMonths, retentionRules } from '../domain/retention-rules.ts'
import { ruleAct } from '../rule-act.ts'
import { erasureRun } from '../store/retention-schema.ts'
import { type DueRecord, dueRecords } from './due-records.ts'

export interface ErasureOptions {
  readonly connection: Pick<Connection, 'transaction'>
  readonly months: RetentionMonths
  readonly actLog: Pick<AccessLog, 'append'>
  readonly clock: Clock
}

const batch = 500

/**
 * Erases records that were kept as long as the rules say: the record, its salt, the key of its terms and what it is found
 * by. Its place, its commitment and every proof of them stay, and say nothing without the salt. Each run is on record.
 *
 * @returns whether there may be more
 */
export async function eraseRecords({ connection, months, actLog, clock }: ErasureOptions): Promise<boolean> {
  const now = clock()
  return connection.transaction(async (tx) => {
    for (const rule of retentionRules(months, now)) {
      const due = await dueRecords(tx, rule, batch)
      if (due.length === 0) continue
      const run = newUuid()
      const terms = { query: { class: rule.class, before: rule.before } }
      await tx.insert(erasureRun).values({ id: run, at: now, records: due.length })
      await erase(tx, run, due)
      await actLog.append(tx, [ruleAct('record.erase', { count: due.length, terms })])
      return true
    }
    return false
  })
}

async function erase(tx: Executor, run: string, due: readonly DueRecord[]): Promise<void> {
  const given = sql`${sql.param(due.map(({ id }) => id))}::uuid[]`
  await tx.execute(
    sql`insert into audit.erased_record (record_id, run) select id, ${run}::uuid from unnest(${given}) as id`,
  )
  await tx.execute(sql`
    delete from audit.alert_look using (
      select id, (jsonb_array_elements(convert_from(record, 'UTF8')::jsonb->'alerts')->>'alert')::uuid as alert
      from audit.record where id = any(${given})
    ) as touched
    where alert_look.alert = touched.alert and alert_look.record_id = touched.id`)
  const officers = sql.param([...new Set(due.map(({ officer }) => officer))])
  await tx.execute(
    sql`delete from audit.look where officer = any(${officers}::int[]) and record_id = any(${given})`,
  )
  await tx.execute(sql`delete from audit.record_key where record_id = any(${given})`)
  await tx.execute(sql`delete from audit.packed_record where id = any(${given})`)
  await tx.execute(sql`update audit.review set record_id = null where record_id = any(${given})`)
}
