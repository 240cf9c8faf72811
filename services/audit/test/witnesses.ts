import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  certifiedLogKeys,
  certifyKey,
  type Federation,
  logKeysFrom,
  newSeed,
  pinOf,
  signerFromSeed,
  signFederation,
  verifyFederation,
} from '@crosswatch/crypto'
import { migrate } from '@crosswatch/database'
import { envelopeBytes, toBase64, type FederationDocument } from '@crosswatch/protocol'
import { logOrigin, readQuorumRule } from '@crosswatch/transparency'
import type { Test } from 'tap'
import { createAuditApp, logKey, migrateAudit } from '../src/index.ts'
import { witnessSigners } from '../src/open-keys.ts'
import { usualMonths } from '../src/domain/retention-rules.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import type { PeerAnswers, PeerLink } from '../src/witnessing/peers.ts'
import { policies, policyText, tokenPublicKey } from './app-harness.ts'
import { createNode, type Server } from './harness.ts'

/** Where the nodes hear each other. A node that is not in it is away. */
export type Courier = Map<string, PeerAnswers>

/** A federation of nodes with their databases, whose roots have certified the keys of logs and witnesses. */
export async function foundMembers(t: Test, postgres: Server, codes: readonly string[]) {
  const made = codes.map((code) => ({
    code,
    root: signerFromSeed(newSeed()),
    keys: logKeysFrom(newSeed()),
  }))
  const document: FederationDocument = {
    v: 1,
    federation: 'test',
    version: 1,
    previous: null,
    at: new Date().toISOString(),
    members: made.map(({ code, root }) => ({
      jurisdiction: code,
      name: `Jurisdiction ${code}`,
      root: toBase64(root.publicKey),
      contact: { desk: 'Duty desk' },
    })),
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
  const line = envelopeBytes(
    signFederation(
      document,
      made.map(({ root }) => root),
    ),
  )
  const federation = verifyFederation(Buffer.from(line).toString('utf8'), pinOf(document))
  const statements = made.flatMap(({ code, root, keys }) =>
    certifiedLogKeys(keys).map(({ use, key }, i) => ({
      issuer: code,
      ordinal: i,
      envelope: envelopeBytes(
        certifyKey(root, {
          federation: 'test',
          jurisdiction: code,
          use,
          key,
          validFrom: new Date('2020-01-01'),
          validUntil: new Date('2099-01-01'),
        }),
      ),
    })),
  )
  const courier: Courier = new Map()
  const members = []
  for (const { code, root, keys } of made) {
    const key = logKey(logOrigin('test', code), keys.log)
    const node = await createNode(t, postgres, () => key)
    await migrate({
      url: node.urls.exchange,
      folder: fileURLToPath(new URL('../../exchange/drizzle', import.meta.url)),
      schema: 'exchange',
    })
    for (const { issuer, ordinal, envelope } of statements) {
      await node.superuser.pool.query(
        'insert into exchange.key_event (issuer, seq, ordinal, envelope) values ($1, 1, $2, $3)',
        [issuer, ordinal, envelope],
      )
    }
    members.push({ code, root, keys, node })
  }
  return { federation, courier, members }
}

export type Member = Awaited<ReturnType<typeof foundMembers>>['members'][number]

/** How a test's node is set apart from the usual. */
export interface StartOptions {
  readonly staleAfter?: number
  readonly quorum?: string
  readonly neutral?: string
  readonly clock?: () => Date
  /** Seconds between two rounds of receipts; without it none are given. */
  readonly receiptPeriod?: number
}

/** Starts the audit service of a member, with short pauses. */
export async function startMember(
  t: Test,
  { federation, courier }: { readonly federation: Federation; readonly courier: Courier },
  { code, keys, node }: Member,
  {
    staleAfter = 600,
    quorum = '2/3',
    neutral = '',
    clock = () => new Date(),
    receiptPeriod,
  }: StartOptions = {},
) {
  const peers = [...federation.members.keys()].filter((other) => other !== code)
  const app = await createAuditApp({
    app: { tokenPublicKey },
    context: {
      jurisdiction: code,
      connection: { ...node.audit, [Symbol.asyncDispose]: async () => {} },
      key: node.key,
      guard: node.guard,
      storageKey: node.storageKey,
      accessLog: node.accessLog.grouped(node.audit.db),
      index: createRecordIndex(node.audit),
      policies,
      policyText,
      clock,
    },
    databaseUrl: node.urls.audit,
    witnessing: {
      federation,
      jurisdiction: code,
      cosigners: witnessSigners('test', code, keys, () => BigInt(clock().getTime()) / 1000n),
      link: courierLink(courier, code, peers),
      rule: readQuorumRule(quorum, neutral),
      staleAfter,
      clock,
      timing: { confirmMs: 400, pauseMs: 10, gossipMs: 150 },
    },
    retention: { actLog: node.accessLog, months: usualMonths },
    ...(receiptPeriod && { receipts: { actLog: node.accessLog, periodMs: receiptPeriod * 1000 } }),
    migrate: () => migrateAudit(node.urls.audit),
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= Promise.resolve(app.close()))
  t.teardown(close)
  await app.ready()
  await app.prepared()
  return {
    app,
    close,
    checkpoint: async () => (await app.inject('/checkpoint')).body,
    addCheckpoint: async (body: string) => {
      const headers = { 'content-type': 'text/plain' }
      const answer = await app.inject({ method: 'POST', url: '/add-checkpoint', headers, body })
      return { statusCode: answer.statusCode, body: answer.body, headers: answer.headers }
    },
    readiness: async () => (await app.inject('/readyz')).json(),
    metrics: async () => (await app.inject('/metrics')).body,
  }
}

function courierLink(courier: Courier, self: string, peers: readonly string[]): PeerLink {
  return {
    peers,
    addCheckpoint: async (peer, body) => courier.get(peer)?.addCheckpoint(body),
    heads: async (peer) => courier.get(peer)?.heads(),
    proofs: async (peer, sizes) => courier.get(peer)?.proofs(sizes),
    inclusions: async (peer, question) => courier.get(peer)?.inclusions(question),
    answer(answers) {
      courier.set(self, answers)
      return { [Symbol.dispose]: () => void courier.delete(self) }
    },
    isConnected: () => true,
    close: async () => {},
  }
}

/** Waits until something is so. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  limitMs = 60_000,
): Promise<T> {
  const end = Date.now() + limitMs
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`)
    await delay(20)
  }
}
