import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createLog, createSequencer, logKey, migrateAudit, runSequencer } from '@crosswatch/audit'
import { createForkGuard, openForkGuard } from '@crosswatch/audit'
import { newSeed, signerFromSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, listen } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { createAccessLog } from '@crosswatch/service-kit'
import { emptyRoot } from '@crosswatch/transparency'
import { receiptOf } from '../../services/audit/src/receipt.ts'
import { createRecordIndex } from '../../services/audit/src/search/index-records.ts'
import { tamper } from '../../services/audit/test/mutations.ts'
import { measureCosigning } from './audit/cosigning.ts'
import { percentile, timed } from './audit/figures.ts'
import { measureSearch } from './audit/search.ts'
import type { Verified } from './audit/verify.ts'
import type { Written, WriterOptions } from './audit/write.ts'

/** What `npm run bench -- audit` measures: the log alone, then the log in a federation of three. */
export interface AuditFigures {
  readonly bench: 'audit'
  /** Durable, in their place, under a signed checkpoint: grouped commits, tree included. */
  readonly recordsPerSecond: number
  /** What a record adds to the act that waits for it, at 2,500 records per second: half of what a log has to bear. */
  readonly addedLatencyP99Ms: number
  /** From a look until the cosignatures of two other nodes are on a checkpoint that holds it. */
  readonly cosignedP99Seconds: number
  readonly verifyMillionSeconds: number
  /** For any record: what 99 of 100 do not exceed. */
  readonly receiptMs: number
  readonly search10mP95Ms: number
  readonly bytesPerRecord: number
  readonly details: {
    /** With how many records search and verification were measured. Nothing is extrapolated. */
    readonly searchedRecords: number
    readonly verifiedRecords: number
    readonly verifyPeakMiB: number
    readonly addedLatencyP50Ms: number
    /** The same at half of `recordsPerSecond`, whatever that is on this machine. */
    readonly atHalfOfMost: { readonly addedLatencyP50Ms: number; readonly addedLatencyP99Ms: number }
    /**
     * What the disk itself takes, between these two: as much is appended to a file and forced onto it, as often and for as long as 2,500
     * records per second do, and nothing else. No durable record takes less.
     */
    readonly forcedWriteP50Ms: number
    readonly forcedWriteP99Ms: number
    readonly forcedWriteWorstMs: number
    readonly receiptP50Ms: number
    readonly mutations: number
    readonly unnoticedMutations: number
  }
}

/**
 * Options: `--seconds N` of writing (default 10), `--verify N` records (default 1,000,000), `--search N` records (default
 * 10,000,000, which take a quarter of an hour and 9 GB of disk), `--looks N` to be confirmed (default 40), `--mutations N` (default
 * 1,000).
 */
export async function run({ args }: { json: boolean; args: readonly string[] }): Promise<AuditFigures> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(name)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const verify = option('--verify', 1_000_000)
  const search = option('--search', 10_000_000)
  const mutations = option('--mutations', 1_000)
  const { unnoticedMutations, addedLatencyP50Ms, atHalfOfMost, forced, receiptP50Ms, ...writing } =
    await measureWriting(option('--seconds', 10), mutations)
  const verified = await inChild<Verified>('verify', { records: verify })
  const search10mP95Ms = await measureSearch(search)
  const cosignedP99Seconds = await measureCosigning(option('--looks', 40))
  return {
    bench: 'audit',
    ...writing,
    cosignedP99Seconds,
    verifyMillionSeconds: verified.seconds,
    search10mP95Ms,
    details: {
      searchedRecords: search,
      verifiedRecords: verify,
      verifyPeakMiB: verified.peakMiB,
      addedLatencyP50Ms,
      atHalfOfMost,
      forcedWriteP50Ms: percentile(forced, 0.5),
      forcedWriteP99Ms: percentile(forced, 0.99),
      forcedWriteWorstMs: percentile(forced, 1),
      receiptP50Ms,
      mutations,
      unnoticedMutations,
    },
  }
}

/** Writers are another process, as other services are; PostgreSQL forces every commit to disk. */
async function measureWriting(seconds: number, mutations: number) {
  // As infra/postgres/postgresql.conf has it.
  const settings = { min_wal_size: '1GB' }
  await using postgres = await startTestDatabase({ durable: true, settings })
  await using node = await openNode(postgres)
  const { audit, sequencer, superuser } = node
  const stop = new AbortController()
  const running = runSequencer(sequencer, { signal: stop.signal, onFailure: (error) => console.error(error) })
  await using hints = listen(node.urls.audit, ['audit_record'], () => running.wake())
  const count = async (table: string) =>
    Number((await audit.pool.query<{ count: string }>(`select count(*) from audit.${table}`)).rows[0]?.count)

  const start = performance.now()
  const flood = await inChild<Written>('write', { url: node.urls.watchlist, seconds, officers: 512 })
  while ((await count('pending')) > 0) await delay(5)
  const recordsPerSecond = Math.round(flood.records / ((performance.now() - start) / 1000))
  // As on a node that has run for a while: the files of the write-ahead log are there. Each that has to be made holds up all commits
  // for 50 to 150 ms.
  await superuser.pool.query('checkpoint')
  const calm = { url: node.urls.watchlist, seconds, officers: 512, warmUpSeconds: 1 }
  const half = await inChild<Written>('write', { ...calm, perSecond: recordsPerSecond / 2 })
  while ((await count('pending')) > 0) await delay(5)
  await superuser.pool.query('checkpoint')
  const forced = await measureForcedWrites(seconds)
  const usual = await inChild<Written>('write', { ...calm, perSecond: 2_500 })
  while ((await count('pending')) > 0) await delay(5)
  stop.abort()
  await running.ended
  await hints[Symbol.asyncDispose]()

  await createRecordIndex(audit).catchUp()
  const records = await count('leaf')
  const { rows } = await audit.pool.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class
     where relnamespace = 'audit'::regnamespace and relkind = 'r' and relname <> 'pending'`,
  )
  const anyReceipt = () => receiptOf(audit.db, BigInt(Math.floor(Math.random() * records)))
  await timed(100, anyReceipt)
  const receipts = await timed(1_000, anyReceipt)
  await using other = await openNode(postgres)
  const unnoticed = await tamper(other, mutations)
  for (const what of unnoticed) process.stderr.write(`unnoticed: ${what}\n`)
  return {
    recordsPerSecond,
    addedLatencyP50Ms: usual.p50Ms,
    addedLatencyP99Ms: usual.p99Ms,
    atHalfOfMost: { addedLatencyP50Ms: half.p50Ms, addedLatencyP99Ms: half.p99Ms },
    forced,
    receiptP50Ms: percentile(receipts, 0.5),
    receiptMs: percentile(receipts, 0.99),
    bytesPerRecord: Math.round(Number(rows[0]?.bytes) / records),
    unnoticedMutations: unnoticed.length,
  }
}

/** How long forced writes take where the database of the bench stands too, in milliseconds: 700 of 4 KiB in a second. */
async function measureForcedWrites(seconds: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-bench-'))
  const file = openSync(join(folder, 'forced'), 'w')
  const block = Buffer.alloc(4096, 1)
  const waits: number[] = []
  try {
    const begun = performance.now()
    for (let now = begun; now < begun + seconds * 1000; now = performance.now()) {
      const due = ((now - begun) / 1000) * 700
      while (waits.length < due) {
        const start = performance.now()
        writeSync(file, block)
        fdatasyncSync(file)
        waits.push(performance.now() - start)
      }
      await delay(1)
    }
    return waits
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openNode(postgres: Awaited<ReturnType<typeof startTestDatabase>>) {
  await using stack = new AsyncDisposableStack()
  const node = await postgres.createNode()
  await migrateAudit(node.urls.audit)
  const connect = (url: string) => stack.use(connectDatabase({ url, applicationName: 'bench', max: 4 }))
  const audit = connect(node.urls.audit)
  const key = logKey('crosswatch/bench/XA/access-log', signerFromSeed(newSeed()))
  await createLog(audit.db, key)
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-bench-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const guardFile = join(folder, 'fork-guard.json')
  await createForkGuard(guardFile, { origin: key.origin, size: 0n, root: emptyRoot() })
  const storageKey = storageKeyFrom(newSeed())
  const made = {
    ...node,
    key,
    audit,
    watchlist: connect(node.urls.watchlist),
    superuser: connect(node.superuserUrl),
    accessLog: createAccessLog({ jurisdiction: 'XA', storageKey, software: 'bench 1' }),
    sequencer: createSequencer({ connection: audit, key, guard: openForkGuard(guardFile) }),
  }
  const owned = stack.move()
  return { ...made, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function inChild<T>(
  program: 'write' | 'verify',
  options: WriterOptions | { readonly records: number },
): Promise<T> {
  const child = fork(new URL(`audit/${program}.ts`, import.meta.url), [JSON.stringify(options)])
  const failed = new Promise<never>((_, reject) => {
    // What was sent may arrive after the end.
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`${program} ended with ${code}`))
    })
  })
  const [result]: [T] = (await Promise.race([once(child, 'message'), failed])) as [T]
  return result
}
