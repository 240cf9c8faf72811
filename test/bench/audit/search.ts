import { connectDatabase } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { migrateAudit } from '@crosswatch/audit'
import { searchRecords } from '../../../services/audit/src/search/search-records.ts'
import { percentile, timed } from './figures.ts'

const officers = 3_000
const alerts = 20_000
/** Filled in one statement each: the server's memory stays small. */
const chunk = 250_000

/**
 * p95 of a search by officer or by alert over so many records, 50 to a page, in milliseconds. Records, places and index rows are
 * written by SQL, as the services would have left them.
 */
export async function measureSearch(records: number): Promise<number> {
  await using postgres = await startTestDatabase({ settings: { max_wal_size: '4GB' } })
  const node = await postgres.createNode()
  await migrateAudit(node.urls.audit)
  await using audit = connectDatabase({
    url: node.urls.audit,
    applicationName: 'bench',
    statementTimeoutMs: 0,
  })
  const { pool } = audit
  await pool.query(
    `insert into audit.officer (name) select 'officer-' || i from generate_series(1, ${officers}) i`,
  )
  await pool.query(
    `insert into audit.access_class (authority, operation, purpose, outcome)
     values ('Border Service of XA', 'query', 'border-check', 'none')`,
  )
  for (let from = 0; from < records; from += chunk) {
    const to = Math.min(from + chunk, records)
    process.stderr.write(`filling: ${to} of ${records} records\n`)
    await pool.query(fill, [from, to - 1, officers, alerts])
  }
  await pool.query('update audit.indexed set places = $1', [records])
  await pool.query('vacuum analyze')
  const anyOf = (count: number) => 1 + Math.floor(Math.random() * count)
  const page = 50
  const waits = [
    ...(await timed(200, () => searchRecords(audit.db, { officer: `officer-${anyOf(officers)}` }, page))),
    ...(await timed(200, () => searchRecords(audit.db, { alert: alertId(anyOf(alerts)) }, page))),
  ]
  return percentile(waits, 0.95)
}

function alertId(number: number): string {
  return `019a2b3c-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** Every tenth look touches an alert. Ids grow with time, as they do in life. */
const fill = `
  with made as materialized (
    select i,
      ('0198f' || lpad(to_hex(i / 4096), 3, '0') || '-' || lpad(to_hex(i % 4096), 4, '0') || '-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id,
      1 + (i * 7919) % $3 as officer,
      case when i % 10 = 0 then ('019a2b3c-0000-7000-8000-' || lpad(to_hex(1 + (i / 10 * 104729) % $4), 12, '0'))::uuid end as alert
    from generate_series($1::bigint, $2::bigint) i
  ), recorded as (
    insert into audit.packed_record (id, salt, packed)
    select id, sha256(id::text::bytea), audit.pack_record(id, convert_to(
      '{"alerts":[' || coalesce('{"alert":"' || alert || '","compartments":[],"issuer":"XB","version":1}', '') ||
      '],"at":"2031-05-01T10:00:00.000Z","authority":"Border Service of XA","id":"' || id ||
      '","jurisdiction":"XA","officer":"officer-' || officer || '","operation":"query","outcome":"none","policies":[],' ||
      '"purpose":"border-check","recipients":[],"roles":["border-officer"],"software":"bench 1","terms":"' || repeat('A', 160) || '","v":1}', 'UTF8'))
    from made
  ), placed as (
    insert into audit.leaf (index, record_id) select i, id from made
  ), looked as (
    insert into audit.look (record_id, officer, class) select id, officer, 1 from made
  )
  insert into audit.alert_look (alert, record_id, officer, class)
  select alert, id, officer, 1 from made where alert is not null`
