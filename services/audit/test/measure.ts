// Measures the access log on a database of its own, and prints one JSON object. Not a test.
//
//   node infra/setup.mjs services/audit/test/measure.ts [SECONDS]
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { newSeed, signerFromSeed, storageKeyFrom, verifySignature } from '@crosswatch/crypto'
import { connectDatabase, listen } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { createAccessLog } from '@crosswatch/service-kit'
import { verifyExport } from '@crosswatch/transparency'
import { createLog, createSequencer, exportLines, logKey, migrateAudit, runSequencer } from '../src/index.ts'
import { receiptOf } from '../src/receipt.ts'
import { searchRecords } from '../src/search/search-records.ts'
import { query } from './harness.ts'

interface Written {
  readonly records: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const [role, url = '', callers = '0', seconds = '5'] = process.argv.slice(2)
if (role === 'write') await write()
else await measure(Number(role ?? 5))

/** Another process, as another service is: this many officers at once, each waiting for the record of their query. */
async function write() {
  await using connection = connectDatabase({ url, applicationName: 'measure' })
  const accessLog = createAccessLog({
    jurisdiction: 'XA',
    storageKey: storageKeyFrom(newSeed()),
    software: 'measure 1',
  })
  const grouped = accessLog.grouped(connection.db)
  const waits: number[] = []
  const end = performance.now() + Number(seconds) * 1000
  const officer = async (_: unknown, number: number) => {
    while (performance.now() < end) {
      const start = performance.now()
      await grouped.append(query({ officer: `officer-${number % 300}` }))
      waits.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: Number(callers) }, officer))
  process.send?.({
    records: waits.length,
    perSecond: Math.round(waits.length / Number(seconds)),
    ...spread(waits),
  })
  process.disconnect()
}

async function measure(duration: number) {
  await using postgres = await startTestDatabase({ durable: true })
  const node = await postgres.createNode()
  await migrateAudit(node.urls.audit)
  await using audit = connectDatabase({ url: node.urls.audit, applicationName: 'audit' })
  const key = logKey(`crosswatch/measure/XA/access-log`, signerFromSeed(newSeed()))
  await createLog(audit.db, key)
  const stop = new AbortController()
  const sequencer = runSequencer(createSequencer({ connection: audit, key }), {
    signal: stop.signal,
    onFailure: (error) => console.error(error),
  })
  await using hints = listen(node.urls.audit, ['audit_record'], () => sequencer.wake())
  const count = async (table: string) =>
    Number((await audit.pool.query<{ count: string }>(`select count(*) from audit.${table}`)).rows[0]?.count)

  const runs: object[] = []
  for (const officers of [1, 8, 64, 512]) {
    const writer = fork(import.meta.filename, [
      'write',
      node.urls.watchlist,
      String(officers),
      String(duration),
    ])
    const [result]: [Written] = (await once(writer, 'message')) as [Written]
    const start = performance.now()
    while ((await count('pending')) > 0) await delay(5)
    runs.push({ officers, ...result, signedAfterMs: Math.round(performance.now() - start) })
  }

  const records = await count('record')
  const sizes = await audit.pool.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class
     where relnamespace = 'audit'::regnamespace and relkind = 'r' and relname <> 'pending'`,
  )
  const timed = async (work: () => Promise<unknown>) => {
    const waits: number[] = []
    for (let i = 0; i < 200; i++) {
      const start = performance.now()
      await work()
      waits.push(performance.now() - start)
    }
    return spread(waits)
  }
  const receipt = await timed(() => receiptOf(audit.db, BigInt(Math.floor(Math.random() * records))))
  const byOfficer = await timed(() =>
    searchRecords(audit.db, { officer: `officer-${Math.floor(Math.random() * 300)}` }, 50),
  )
  const byAlert = await timed(() => searchRecords(audit.db, { alert: randomUUID() }, 50))
  const start = performance.now()
  const lines = async function* () {
    for await (const text of exportLines(audit.db)) yield* text.split('\n')
  }
  const verdict = await verifyExport(lines(), { vkey: key.vkey, verifyEd25519: verifySignature })
  const verifySeconds = (performance.now() - start) / 1000
  const bytesPerRecord = Math.round(Number(sizes.rows[0]?.bytes) / records)
  const exportAndVerifyPerSecond = Math.round(records / verifySeconds)
  const figures = { records, runs, bytesPerRecord, receipt, byOfficer, byAlert, exportAndVerifyPerSecond }
  console.log(
    JSON.stringify({ ok: verdict.ok, ...figures, rssMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) }),
  )
  stop.abort()
  await sequencer.ended
  await hints[Symbol.asyncDispose]()
}

function spread(waits: number[]) {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 100) / 100
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}
