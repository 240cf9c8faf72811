import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newSeed, signerFromSeed, storageKeyFrom, verifySignature } from '@crosswatch/crypto'
import { connectDatabase, type Executor } from '@crosswatch/database'
import { startTestDatabase, type TestOptions } from '@crosswatch/database/testing'
import { type AccessRecordInput, createAccessLog } from '@crosswatch/service-kit'
import { emptyRoot, logOrigin, verifyExport } from '@crosswatch/transparency'
import type { Test } from 'tap'
import {
  createForkGuard,
  createLog,
  createSequencer,
  exportLines,
  type ForkGuard,
  type LogKey,
  logKey,
  migrateAudit,
  openForkGuard,
} from '../src/index.ts'

/** One PostgreSQL server for the whole test file. */
export async function startServer(t: Test, options: TestOptions = {}) {
  const postgres = await startTestDatabase(options)
  t.teardown(() => postgres[Symbol.asyncDispose]())
  return postgres
}

export type Server = Awaited<ReturnType<typeof startServer>>

/** A guard that lets everything through, for those who forge a log and keep none. */
export const noGuard: ForkGuard = {
  admit: async () => {},
  advance: async () => {},
  settle: async () => {},
}

/** A folder that is gone after the test. */
function temporaryFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-audit-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A node's database with its access log, the audit service's connection to it, another service's and a superuser's. */
export async function createNode(t: Test, postgres: Server, keyOf = testKey) {
  const node = await postgres.createNode()
  await migrateAudit(node.urls.audit)
  const connect = (url: string) => {
    const connection = connectDatabase({ url, applicationName: 'test', max: 4 })
    t.teardown(() => connection[Symbol.asyncDispose]())
    return connection
  }
  const key = keyOf()
  const audit = connect(node.urls.audit)
  await createLog(audit.db, key)
  const guardFile = join(temporaryFolder(t), 'fork-guard.json')
  await createForkGuard(guardFile, { origin: key.origin, size: 0n, root: emptyRoot() })
  const guard = openForkGuard(guardFile)
  const storageKey = storageKeyFrom(newSeed())
  const watchlist = connect(node.urls.watchlist)
  return {
    ...node,
    key,
    guard,
    guardFile,
    storageKey,
    accessLog: createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', apart: watchlist.db }),
    audit,
    watchlist,
    superuser: connect(node.superuserUrl),
    sequencer: createSequencer({ connection: audit, key, guard }),
  }
}

function testKey(): LogKey {
  return logKey(logOrigin('test', 'XA'), signerFromSeed(newSeed()))
}

export type AuditNode = Awaited<ReturnType<typeof createNode>>

/** A border officer's query. */
export function query(change: Partial<AccessRecordInput> = {}): AccessRecordInput {
  return {
    operation: 'query',
    officer: 'officer-1',
    authority: 'Border Service of XA',
    roles: ['border-officer'],
    purpose: 'border-check',
    outcome: 'none',
    terms: { reference: 'CASE-1', query: { name: 'Someone Looked For' } },
    ...change,
  }
}

/** Writes this many queries as another service does. */
export async function writeQueries(
  { accessLog, watchlist }: Pick<AuditNode, 'accessLog' | 'watchlist'>,
  count: number,
): Promise<readonly string[]> {
  return accessLog.append(
    watchlist.db,
    Array.from({ length: count }, (_, i) => query({ officer: `officer-${i % 7}` })),
  )
}

/** Gives every record that waits its place. */
export async function sequenceAll({ sequencer }: Pick<AuditNode, 'sequencer'>): Promise<void> {
  while ((await sequencer.sequenceOnce()).more);
}

/** Verifies the whole log as an auditor does who holds these checkpoints. */
export async function verifyLog(
  executor: Executor,
  key: LogKey,
  held: readonly string[] = [],
  formerVkeys: readonly string[] = [],
) {
  const lines = async function* () {
    for await (const text of exportLines(executor)) yield* text.split('\n')
  }
  return verifyExport(lines(), { vkey: key.vkey, formerVkeys, verifyEd25519: verifySignature, held })
}

/** The signed checkpoint as it stands. */
export async function checkpointOf({ audit }: Pick<AuditNode, 'audit'>): Promise<string> {
  const { rows } = await audit.pool.query<{ checkpoint: string }>('select checkpoint from audit.log')
  return rows[0]?.checkpoint ?? ''
}
