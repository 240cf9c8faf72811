import { startTestDatabase } from '@crosswatch/database/testing'
import { lookReceiptDocument, newUuid, outboxContext } from '@crosswatch/protocol'
import { sequential } from '@crosswatch/service-kit'
import t, { type Test } from 'tap'
import { loadChannelBook } from '../src/channels/channel-book.ts'
import { establishChannels } from '../src/channels/establish.ts'
import type { ExchangeContext } from '../src/context.ts'
import { createOwnFeed, type OwnFeed } from '../src/feed/own-feed.ts'
import { sealOutbox } from '../src/feed/seal-outbox.ts'
import { feedBuilder, makeMember, makeReceiver, now } from './members.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const [xa, xb] = [makeMember('XA'), makeMember('XB')]

/** XA with a letter to XB in its outbox, on a real database, and what the two loops share that seal it and set up channels. */
async function begin(t: Test) {
  const { context: taking, states, take } = await makeReceiver(t, postgres, xa, [xa, xb])
  const { connection, storageKey } = taking
  const log = { info() {}, warn() {}, error() {} }
  const context = { ...taking, clock: () => now, log } as unknown as ExchangeContext
  const inTurn = sequential()
  const ownFeed = createOwnFeed(context, states, inTurn)
  const channels = await loadChannelBook(context)

  const ref = newUuid()
  const recipients = [{ jurisdiction: 'XB', compartments: [] }]
  const payload = lookReceiptDocument.encode({
    v: 1,
    id: ref,
    issuer: 'XA',
    to: 'XB',
    at: now.toISOString(),
    from: 0,
    until: 0,
    looks: [],
  })
  const { box, key } = storageKey.seal(payload, outboxContext(ref, 'look-receipt', recipients))
  await connection.pool.query(
    `insert into exchange.outbox (ref, kind, payload_type, document, document_key, compartments, recipients)
     values ($1, 'look-receipt', $2, $3, $4, '[]', $5)`,
    [ref, lookReceiptDocument.payloadType, box, key, JSON.stringify(recipients)],
  )
  return {
    inTurn,
    ownFeed,
    learnKeysOfXb: () => take([feedBuilder(xb).appendKeys()], 'XB'),
    establish: (feed = ownFeed) => establishChannels(context, states, feed, channels),
    seal: (feed = ownFeed) => sealOutbox(context, feed, channels),
    left: async () =>
      (await connection.pool.query<{ state: string }>('select state from exchange.outbox')).rows.map(
        ({ state }) => state,
      ),
  }
}

/** The feed, and the moment at which something to append is brought to it. */
function telling(feed: OwnFeed) {
  const asked = Promise.withResolvers<void>()
  const append: OwnFeed['append'] = (...given) => {
    asked.resolve()
    return feed.append(...given)
  }
  return { asked: asked.promise, feed: { ...feed, append } }
}

void t.test('a letter waits for the channel to its recipient, and goes when there is one', async (t) => {
  const { learnKeysOfXb, establish, seal, left } = await begin(t)
  await seal()
  t.same(await left(), ['waiting'])
  await learnKeysOfXb()
  await establish()
  t.same(await left(), ['ready'])
  await seal()
  t.same(await left(), [], 'it is in the feed')
})

void t.test(
  'a channel that is set up while the letter is being sealed does not leave it behind',
  async (t) => {
    const { inTurn, ownFeed, learnKeysOfXb, establish, seal, left } = await begin(t)
    await learnKeysOfXb()
    const forChannel = telling(ownFeed)
    const forLetter = telling(ownFeed)
    // The feed is busy: the channel takes its turn, and behind it the letter, prepared when there was none.
    const busy = Promise.withResolvers<void>()
    const others = inTurn(() => busy.promise)
    const establishing = establish(forChannel.feed)
    await forChannel.asked
    const sealing = seal(forLetter.feed)
    await forLetter.asked
    busy.resolve()
    await Promise.all([others, establishing, sealing])
    t.same(await left(), ['ready'])
    await seal()
    t.same(await left(), [], 'it is in the feed')
  },
)
