import {
  createNodeKeys,
  encodeNodeKeys,
  newSeed,
  readNodeKeys,
  signDocument,
  signerFromSeed,
  storageKeyFrom,
  type Federation,
  type NodeKeys,
  type NodeKeysFile,
  type Signer,
} from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import type { TestDatabase } from '@crosswatch/database/testing'
import {
  envelopeBytes,
  feedEntryDocument,
  headerHash,
  keyEventBody,
  sha256Hex,
  toBase64,
  type Envelope,
  type FeedHeader,
  type Frame,
} from '@crosswatch/protocol'
import type { Test } from 'tap'
import { fileURLToPath } from 'node:url'
import { sequential } from '@crosswatch/service-kit'
import { loadFeedStates } from '../src/feed/states.ts'
import { createTakeEntries, type TakeContext } from '../src/ingest/take-entries.ts'
import { noMetrics } from '../src/metrics.ts'

/** A member with all its secrets, as only a test has them. */
export interface TestMember {
  readonly jurisdiction: string
  readonly root: Signer
  readonly file: NodeKeysFile
  readonly keys: NodeKeys
}

export const now = new Date('2026-03-15T10:00:00.000Z')

export function makeMember(jurisdiction: string): TestMember {
  const root = signerFromSeed(newSeed())
  const file = createNodeKeys(root, { federation: 'test', jurisdiction }, now)
  return { jurisdiction, root, file, keys: readNodeKeys(encodeNodeKeys(file)) }
}

export function federationOf(members: readonly TestMember[]): Federation {
  const listed = members.map(({ jurisdiction, root }) => ({
    jurisdiction,
    name: `Jurisdiction ${jurisdiction}`,
    root: toBase64(root.publicKey),
    contact: { desk: 'Desk' },
  }))
  return {
    name: 'test',
    document: {
      v: 1,
      federation: 'test',
      version: 1,
      previous: null,
      at: now.toISOString(),
      members: listed,
      parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
    },
    members: new Map(
      members.map(({ jurisdiction, root }, index) => {
        const member = listed[index]
        if (member === undefined) throw new RangeError()
        return [jurisdiction, { ...member, rootKey: root.publicKey }]
      }),
    ),
  }
}

/** Builds the feed of a member entry by entry; what a test changes is signed all the same. */
export function feedBuilder({ jurisdiction, keys }: TestMember, signer: Signer = keys.signer) {
  let head: { seq: number; hash: string | null } = { seq: 0, hash: null }

  function entry(
    body: Uint8Array,
    change: Partial<FeedHeader> = {},
    by: Signer = signer,
  ): Frame & { header: FeedHeader } {
    const header: FeedHeader = {
      v: 1,
      federation: 'test',
      issuer: jurisdiction,
      seq: head.seq + 1,
      prev: head.hash,
      at: now.toISOString(),
      class: 'sealed',
      body: { hash: sha256Hex(body), size: body.length },
      ...change,
    }
    const envelope = signDocument(feedEntryDocument, header, by)
    return { envelope: envelopeBytes(envelope), body, header }
  }

  return {
    /** Makes the next entry without going on to it. */
    entry,
    /** Makes the next entry and goes on to it. */
    append(body: Uint8Array, change: Partial<FeedHeader> = {}, by: Signer = signer): Frame {
      const made = entry(body, change, by)
      head = { seq: made.header.seq, hash: headerHash(feedEntryDocument.encode(made.header)) }
      return made
    },
    appendKeys(statements: readonly Envelope[] = keys.statements, by: Signer = signer): Frame {
      const body = keyEventBody.encode({ v: 1, statements: [...statements] })
      return this.append(body, { class: 'key' }, by)
    },
    place: () => ({ federation: 'test', issuer: jurisdiction, seq: head.seq + 1 }),
    head: () => head,
    goBackTo(earlier: { seq: number; hash: string | null }) {
      head = earlier
    },
  }
}

/** The receiving side of an exchange on a real database, without a bus. */
export async function makeReceiver(
  t: Test,
  postgres: TestDatabase,
  self: TestMember,
  members: readonly TestMember[],
) {
  const node = await postgres.createNode()
  await migrate({
    url: node.urls.exchange,
    folder: fileURLToPath(new URL('../drizzle', import.meta.url)),
    schema: 'exchange',
  })
  const connection = connectDatabase({ url: node.urls.exchange, applicationName: 'test', max: 3 })
  t.teardown(() => connection[Symbol.asyncDispose]())
  const context: TakeContext = {
    federation: federationOf(members),
    jurisdiction: self.jurisdiction,
    keys: self.keys,
    storageKey: storageKeyFrom(newSeed()),
    connection,
    metrics: noMetrics,
  }
  const states = await loadFeedStates(context)
  const take = createTakeEntries(context, states, sequential())
  return {
    context,
    states,
    node,
    take: (frames: readonly Frame[], claimedIssuer: string) =>
      take([{ frames, claimedIssuer, source: 'stream' }]),
    /** What comes when headers were asked for. */
    takeBare: (frame: Frame, claimedIssuer: string) =>
      take([{ frames: [{ ...frame, body: undefined }], claimedIssuer, source: 'catch-up' }], {
        ownFeed: false,
        bare: true,
      }),
    quarantined: async () => {
      const { rows } = await connection.pool.query<{
        reason: string
        seq: string
        times: number
        kept: boolean
      }>('select reason, seq, times, envelope is not null as kept from exchange.quarantine order by id')
      return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
    },
    stored: async (issuer: string) => {
      const { rows } = await connection.pool.query<{ seq: string; hash: string; body: boolean }>(
        `select seq, encode(hash, 'hex') as hash, body is not null as body from exchange.feed_entry where issuer = $1 order by seq`,
        [issuer],
      )
      return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
    },
    inbox: async () => {
      const { rows } = await connection.pool.query<{ kind: string; issuer: string; seq: string }>(
        'select kind, issuer, seq from exchange.inbox order by id',
      )
      return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
    },
    /** As after a restart: everything from the database. */
    restarted: async () => loadFeedStates(context),
  }
}
