import {
  addSigningKey,
  certifyOthers,
  encodeNodeKeys,
  newSeed,
  readNodeKeys,
  revokeKey,
  signerFromSeed,
} from '@crosswatch/crypto'
import { startTestDatabase } from '@crosswatch/database/testing'
import type { Envelope } from '@crosswatch/protocol'
import { sequential } from '@crosswatch/service-kit'
import t from 'tap'
import { keyEnds, watchKeyEnds } from '../src/feed/key-ends.ts'
import { createOwnFeed } from '../src/feed/own-feed.ts'
import { publishKeyStatements } from '../src/feed/publish-key-statements.ts'
import { noMetrics } from '../src/metrics.ts'
import { federationOf, makeMember, makeReceiver, now } from './members.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const xa = makeMember('XA')
const { root } = xa
const log = signerFromSeed(newSeed())
const witness = signerFromSeed(newSeed())
const file = certifyOthers(xa.file, root, now, [
  { use: 'log', key: log.publicKey },
  { use: 'witness', key: witness.publicKey },
])
const keysOf = (changed = file) => readNodeKeys(encodeNodeKeys(changed))
const takenBack = (keyid: string, lastGood: number): Envelope =>
  revokeKey(root, { federation: 'test', jurisdiction: 'XA', keyid, lastGood, reason: 'compromised' }, now)

void t.test(
  'a key of the log is taken back wherever the feed stands, one of the feed only at its end',
  async (t) => {
    const { context, states } = await makeReceiver(t, postgres, xa, [xa])
    const own = createOwnFeed({ ...context, clock: () => now }, states, sequential())
    const publish = (others: readonly Envelope[]) =>
      publishKeyStatements(
        { ...context, keys: keysOf({ ...file, others: [...file.others, ...others] }) },
        states,
        own,
      )
    t.equal(await publish([]), file.signing.length + file.channel.length + 2)
    t.equal(states.get('XA').head.seq, 1)
    t.equal(await publish([takenBack(log.keyid, 0)]), 1)
    t.equal(states.get('XA').head.seq, 2)
    await t.rejects(publish([takenBack(log.keyid, 0), takenBack(xa.keys.signer.keyid, 1)]), {
      code: 'invalid-configuration',
    })
  },
)

void t.test('what ends first is known for each use, and said in good time', async (t) => {
  const context = { federation: federationOf([xa]), jurisdiction: 'XA' }
  const end = new Date('2027-04-01T00:00:00.000Z')
  const ends = (changed = file) => Object.fromEntries(keyEnds(context, keysOf(changed).statements))
  t.same(ends(), { signing: end, channel: end, log: end, witness: end })
  const later = new Date('2027-03-01T00:00:00.000Z')
  const renewed = certifyOthers(addSigningKey(file, root, later), root, later)
  const next = new Date('2028-04-01T00:00:00.000Z')
  t.same(ends(renewed), { signing: next, channel: next, log: next, witness: next })
  const without = { ...renewed, others: [...renewed.others, takenBack(log.keyid, 0)] }
  t.notOk(ends(without)['log'], 'a key that was taken back does not count')

  const told: unknown[] = []
  const watch = (at: string) => {
    const say = { info() {}, warn: (about: object) => void told.push(about), error() {} }
    return watchKeyEnds({
      ...context,
      keys: keysOf(),
      clock: () => new Date(at),
      log: say,
      metrics: noMetrics,
    }).turn()
  }
  await watch('2027-02-14T00:00:00.000Z')
  t.same(told, [])
  await watch('2027-02-16T00:00:00.000Z')
  t.match(told, [{ use: 'signing' }, { use: 'channel' }, { use: 'log' }, { use: 'witness', until: end }])
})
