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
  const sealed = () => {
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
    return storageKey.seal(payload, outboxContext(ref, 'look-receipt', recipients))
  }
  const { box, key } = sealed()
  await connection.pool.query(
    `insert into exchange.outbox (ref, kind, payload_type, document, document_key, compartments, recipients)
     values ($1, 'look-receipt', $2, $3, $4, '[]', $5)`,
    [ref, lookReceiptDocument.payloadType, box, key, JSON.stringify(recipients)],
  )
  const count = async (table: string) =>
    Number(
      (await connection.pool.query<{ n: string }>(`select count(*) as n from exchange.${table}`)).rows[0]?.n,
    )
  return {
    inTurn,
    ownFeed,
    learnKeysOfXb: () => take([feedBuilder(xb).appendKeys()], 'XB'),
    establish: (feed = ownFeed) => establishChannels(context, states, feed, channels),
    seal: (feed = ownFeed) => sealOutbox(context, feed, channels),
    recall: () => connection.pool.query('delete from exchange.outbox'),
    addressAnew: () => {
      const anew = sealed()
      return connection.pool.query('update exchange.outbox set document = $1, document_key = $2', [
        anew.box,
        anew.key,
      ])
    },
    sent: () => count('sent'),
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

/** Seals while the feed is busy, and does something before it is the letter's turn. */
async function sealMeanwhile(
  { inTurn, ownFeed, seal }: Awaited<ReturnType<typeof begin>>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const forLetter = telling(ownFeed)
  const busy = Promise.withResolvers<void>()
  const others = inTurn(() => busy.promise)
  const sealing = seal(forLetter.feed)
  await forLetter.asked
  await work()
  busy.resolve()
  await others
  return sealing
}

void t.test('a letter that is recalled while it is being sealed is not sent', async (t) => {
  const node = await begin(t)
  await node.learnKeysOfXb()
  await node.establish()
  t.equal(await sealMeanwhile(node, node.recall), true, 'the outbox is to be read again')
  t.equal(await node.sent(), 0)
  t.equal(await node.seal(), false)
  t.equal(await node.sent(), 0)
})

void t.test(
  'a letter that is addressed anew while it is being sealed goes as it is then, once',
  async (t) => {
    const node = await begin(t)
    await node.learnKeysOfXb()
    await node.establish()
    t.equal(await sealMeanwhile(node, node.addressAnew), true)
    t.equal(await node.sent(), 0)
    await node.seal()
    t.equal(await node.sent(), 1)
    t.same(await node.left(), [])
  },
)
