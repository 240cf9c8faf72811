import { addSigningKey, encodeNodeKeys, readNodeKeys, revokeKey, sealBody } from '@crosswatch/crypto'
import { startTestDatabase } from '@crosswatch/database/testing'
import { utf8 } from '@crosswatch/protocol'
import { sequential } from '@crosswatch/service-kit'
import t, { type Test } from 'tap'
import { answerPeers } from '../src/catch-up/answer.ts'
import { createCatchUp } from '../src/catch-up/catch-up.ts'
import type { ExchangeContext } from '../src/context.ts'
import { createTakeEntries } from '../src/ingest/take-entries.ts'
import { feedBuilder, makeMember, makeReceiver, now } from './members.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const [xa, xb, xc] = [makeMember('XA'), makeMember('XB'), makeMember('XC')]
const noise = () => sealBody({ federation: 'test', issuer: 'XA', seq: 1 }, utf8('{}'), [], [])

/** Questions and answers between the nodes of a test; a node that answers nothing is away. */
function makeBus() {
  const answers = new Map<string, (question: Uint8Array) => Promise<Uint8Array>>()
  let asked = 0
  return {
    asked: () => asked,
    respond(subject: string, answer: (question: Uint8Array) => Promise<Uint8Array>) {
      answers.set(subject, answer)
      return { [Symbol.dispose]: () => void answers.delete(subject) }
    },
    async request(subject: string, question: Uint8Array) {
      asked++
      const answer = answers.get(subject)
      if (answer === undefined) throw new Error('no answer')
      return answer(question)
    },
  }
}

/**
 * XB, which has all of XA's feed, and XC, which has what was signed with a stolen key behind the second entry. The root has taken that
 * key back; no stream holds the entry any more that says so.
 *
 * @param stolen how many entries the thief signed
 * @param honest how many entries follow the revocation
 */
async function afterTheft(t: Test, stolen: number, honest: number) {
  const bus = makeBus()
  const whole = await makeReceiver(t, postgres, xb, [xa, xb, xc])
  const misled = await makeReceiver(t, postgres, xc, [xa, xb, xc])
  const contextOf = ({ context }: typeof whole) => ({ ...context, bus }) as unknown as ExchangeContext
  const answering = answerPeers(contextOf(whole))
  t.teardown(() => answering[Symbol.dispose]())

  const feed = feedBuilder(xa)
  const before = [feed.appendKeys(), feed.append(noise())]
  await whole.take(before, 'XA')
  await misled.take(before, 'XA')
  const lastGood = feed.head()
  await misled.take(
    Array.from({ length: stolen }, () => feed.append(noise())),
    'XA',
  )
  feed.goBackTo(lastGood)
  const file = addSigningKey(xa.file, xa.root, now)
  const { signer } = readNodeKeys(encodeNodeKeys(file))
  const fresh = file.signing.slice(-1).map(({ statement }) => statement)
  const { keyid } = xa.keys.signer
  const about = { federation: 'test', jurisdiction: 'XA', keyid, lastGood: 2, reason: 'compromised' } as const
  const revocation = revokeKey(xa.root, about, now)
  await whole.take(
    [
      feed.appendKeys([...fresh, revocation], signer),
      ...Array.from({ length: honest }, () => feed.append(noise(), {}, signer)),
    ],
    'XA',
  )
  const context = contextOf(misled)
  const take = createTakeEntries(context, misled.states, sequential())
  const catchUp = createCatchUp(context, misled.states, take)
  return {
    bus,
    head: () => misled.states.get('XA').head,
    trueHead: whole.states.get('XA').head,
    catchUp: async () => {
      await catchUp.askHeads()
      return catchUp.fetchMissing()
    },
  }
}

void t.test('who holds what a thief signed learns from any peer that the root took it back', async (t) => {
  for (const [stolen, honest, what] of [
    [1, 3, 'the true feed is longer'],
    [5, 1, 'the true feed is shorter'],
    [400, 2, 'the thief wrote more than one answer holds'],
  ] as const) {
    const { catchUp, head, trueHead, bus } = await afterTheft(t, stolen, honest)
    t.equal(await catchUp(), true, what)
    await catchUp()
    t.same(head(), trueHead, `${what}: it goes on when the heads were asked for again`)
    const before = bus.asked()
    await catchUp()
    t.ok(bus.asked() - before <= 6, 'once they agree, little is asked')
  }
})

void t.test('a feed that is the same here and there is not compared', async (t) => {
  const { catchUp, head, trueHead, bus } = await afterTheft(t, 0, 0)
  await catchUp()
  const before = bus.asked()
  t.equal(await catchUp(), false)
  t.equal(bus.asked() - before, 2, 'the heads, of each peer')
  t.same(head(), trueHead)
})
