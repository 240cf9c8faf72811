import t from 'tap'
import type { Connection } from '@crosswatch/database'
import { sequential } from '@crosswatch/service-kit'
import { createOwnFeed } from '../src/feed/own-feed.ts'
import type { FeedStates } from '../src/feed/states.ts'
import { emptyFeed, type FeedState } from '../src/ingest/feed-state.ts'
import { federationOf, makeMember, now } from './members.ts'

const xa = makeMember('XA')
const draft = { class: 'sealed', body: () => new Uint8Array(3072) } as const

/** The own feed on a database that commits and then loses the connection, when it is told to. */
function feedOnUnsureDatabase() {
  let committed: FeedState = emptyFeed('XA')
  let known = committed
  let failNext = false
  const states: FeedStates = {
    get: () => known,
    set: (state) => void (known = state),
    all: () => [known],
    reload: async () => void (known = committed),
  }
  const connection = {
    transaction: async () => {
      committed = { ...known, head: { seq: known.head.seq + 1, hash: '0'.repeat(64), at: now.toISOString() } }
      if (!failNext) return
      failNext = false
      throw new Error('the connection was lost after the commit')
    },
  } as unknown as Connection
  const context = {
    federation: federationOf([xa]),
    jurisdiction: 'XA',
    keys: xa.keys,
    connection,
    clock: () => now,
  }
  const feed = createOwnFeed(context, states, sequential())
  return { feed, states, loseNext: () => (failNext = true) }
}

void t.test('what was appended lately can be published without reading it back', async (t) => {
  const { feed } = feedOnUnsureDatabase()
  await feed.append([draft])
  await feed.append([draft])
  t.same(
    feed.recentAfter(0, 10)?.map(({ seq }) => seq),
    [1, 2],
  )
  t.same(
    feed.recentAfter(0, 1)?.map(({ seq }) => seq),
    [1],
  )
  t.equal(feed.recentAfter(2, 10), undefined)
})

void t.test('an entry whose commit was unsure is never skipped', async (t) => {
  const { feed, states, loseNext } = feedOnUnsureDatabase()
  await feed.append([draft])
  loseNext()
  await t.rejects(feed.append([draft]))
  await feed.append([draft])
  t.equal(states.get('XA').head.seq, 3, 'it was committed after all')
  t.equal(feed.recentAfter(0, 10), undefined, 'so the database is asked for what comes after the first')
  t.equal(feed.recentAfter(1, 10), undefined)
  t.same(
    feed.recentAfter(2, 10)?.map(({ seq }) => seq),
    [3],
  )
})

void t.test('what was committed without an answer is noticed without anything else to append', async (t) => {
  const { feed, states, loseNext } = feedOnUnsureDatabase()
  loseNext()
  await t.rejects(feed.append([draft]))
  t.equal(states.get('XA').head.seq, 0)
  await feed.settle()
  t.equal(states.get('XA').head.seq, 1)
})
