import { fileURLToPath } from 'node:url'
import { newSeed, signerFromSeed, storageKeyFrom, verifySignature } from '@crosswatch/crypto'
import { connectDatabase, type Connection, migrate } from '@crosswatch/database'
import { startTestDatabase, type TestNode } from '@crosswatch/database/testing'
import { type AccessRecordInput, createAccessLog } from '@crosswatch/service-kit'
import { verifyExport } from '@crosswatch/transparency'
import type { Test } from 'tap'
import { exportLines } from '../src/export.ts'
import { createLog, createSequencer, logKey, logOrigin } from '../src/index.ts'

const folder = fileURLToPath(new URL('../drizzle', import.meta.url))

/** One PostgreSQL server for the whole test file. */
export async function startServer(t: Test) {
  const postgres = await startTestDatabase()
  t.teardown(() => postgres[Symbol.asyncDispose]())
  return postgres
}

export type Server = Awaited<ReturnType<typeof startServer>>

/** A node's database with its access log, the audit service's connection to it and another service's. */
export async function createNode(t: Test, postgres: Server) {
  const node = await postgres.createNode()
  await migrate({ url: node.urls.audit, folder, schema: 'audit' })
  const connect = (url: string) => {
    const connection = connectDatabase({ url, applicationName: 'test' })
    t.teardown(() => connection[Symbol.asyncDispose]())
    return connection
  }
  const key = logKey(logOrigin('test', 'XA'), signerFromSeed(newSeed()))
  const audit = connect(node.urls.audit)
  await createLog(audit.db, key, () => new Date())
  const storageKey = storageKeyFrom(newSeed())
  const accessLog = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1' })
  return {
    ...node,
    key,
    storageKey,
    accessLog,
    audit,
    watchlist: connect(node.urls.watchlist),
    superuser: connect(node.superuserUrl),
    sequencer: createSequencer({ connection: audit, key, now: () => new Date() }),
  }
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

/** Places every record that waits. */
export async function sequenceAll({ sequencer }: Pick<AuditNode, 'sequencer'>): Promise<void> {
  while ((await sequencer.sequenceOnce()).more);
}

/** Verifies the whole log as an auditor does who holds these checkpoints. */
export async function verifyLog({ audit, key }: Pick<AuditNode, 'audit' | 'key'>, ...held: string[]) {
  const lines = async function* () {
    for await (const chunk of exportLines(audit.db)) yield* chunk.split('\n')
  }
  return verifyExport(lines(), { vkey: key.vkey, verifyEd25519: verifySignature, held })
}

export type { Connection, TestNode }
