import { certifyKey, logKeysFrom, newSeed, signerFromSeed } from '@crosswatch/crypto'
import { envelopeBytes } from '@crosswatch/protocol'
import t from 'tap'
import { createSequencer, logKey } from '../src/index.ts'
import { signAnew } from '../src/sign-anew.ts'
import { checkpointOf, sequenceAll, startServer, verifyLog, writeQueries } from './harness.ts'
import { foundMembers, startMember, until } from './witnesses.ts'

const postgres = await startServer(t)

t.test('a log goes on under another key, and the others confirm it', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC'])
  const [xa, xb, xc] = net.members
  if (xa === undefined || xb === undefined || xc === undefined) throw new Error('no member')
  const { node } = xa
  await startMember(t, net, xb)
  await startMember(t, net, xc)
  const before = await startMember(t, net, xa)
  await writeQueries(node, 5)
  await until('5 records are confirmed', async () => (await before.checkpoint()).includes('\n5\n'))
  await before.close()
  const old = node.key
  const former = await checkpointOf(node)

  const keys = logKeysFrom(newSeed())
  const key = logKey(old.origin, keys.log)
  const { guard } = node
  const under = (previous: string, changed = key) => signAnew(node.audit, { key: changed, previous, guard })
  const another = logKey('crosswatch/test/XB/access-log', signerFromSeed(newSeed()))
  await t.rejects(under(another.vkey), { code: 'invalid-configuration' }, 'a key of another log')
  await t.rejects(under('nothing of the kind'), { code: 'invalid-configuration' })
  await t.rejects(under(key.vkey), { code: 'log-broken' }, 'a key that has not signed it')
  await t.rejects(under(old.vkey, old), { code: 'already-exists' })
  t.equal(await checkpointOf(node), former, 'nothing was changed')

  const sequencer = createSequencer({ connection: node.audit, key, guard })
  await t.rejects(sequencer.sequenceOnce(), { code: 'log-broken' }, 'a service with the new key alone')
  await under(old.vkey)
  await t.rejects(under(old.vkey), { code: 'already-exists' })
  await t.rejects(node.sequencer.sequenceOnce(), { code: 'log-broken' }, 'the old key continues it no more')

  await writeQueries(node, 2)
  await sequenceAll({ sequencer })
  const renewed = { ...xa, keys: { ...xa.keys, log: keys.log }, node: { ...node, key, sequencer } }
  const after = await startMember(t, net, renewed)
  const confirmed = async () => (await after.checkpoint()).includes('\n7\n')
  t.equal(await confirmed(), false, 'the others do not know the key yet')
  for (const { node: other } of net.members) {
    const statement = certifyKey(xa.root, {
      federation: 'test',
      jurisdiction: 'XA',
      use: 'log',
      key: keys.log.publicKey,
      validFrom: new Date('2020-01-01'),
      validUntil: new Date('2099-01-01'),
    })
    await other.superuser.pool.query(
      'insert into exchange.key_event (issuer, seq, ordinal, envelope) values ($1, 2, 0, $2)',
      ['XA', envelopeBytes(statement)],
    )
  }
  await until('7 records are confirmed under the new key', confirmed)
  const verified = await verifyLog(node.audit.db, key, [former], [old.vkey])
  t.match(verified, { ok: true, records: 7, held: 1 }, 'and continue what an auditor holds from before')
  t.match(await verifyLog(node.audit.db, key, [former]), { ok: false, problem: 'checkpoint-invalid' })
})
