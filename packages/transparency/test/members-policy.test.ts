import t from 'tap'
import {
  cosignatureType,
  formatPolicy,
  formatVerifierKey,
  meetsQuorum,
  membersPolicy,
  mlDsaCosignatureType,
  parsePolicy,
  readQuorumRule,
} from '../src/index.ts'

const log = formatVerifierKey({ name: 'log', type: 1, publicKey: Buffer.alloc(32, 'log') })

/** The two keys that a member certifies at once. */
function pair(generation: number) {
  const fill = Buffer.of(generation)
  return [
    { type: cosignatureType, publicKey: Buffer.alloc(32, fill) },
    { type: mlDsaCosignatureType, publicKey: Buffer.alloc(1312, fill) },
  ].map((key) => formatVerifierKey({ name: 'XB', ...key }))
}

/** The policy of XA's log where XB, with these keys, has to confirm it; as others read it. */
function policyWith(witnessKeys: readonly string[]) {
  const made = membersPolicy({ share: [1, 1], neutral: [] }, [{ jurisdiction: 'XB', witnessKeys }], log)
  if (made === undefined) throw new Error('no policy')
  const policy = parsePolicy(formatPolicy(made))
  return {
    keys: policy.witnesses.map(({ vkey }) => vkey),
    enough: (...names: string[]) => meetsQuorum(policy, new Set(names)),
  }
}

t.test('a member confirms with both of its keys', (t) => {
  const { enough } = policyWith(pair(1))
  t.same([enough('XB-1'), enough('XB-2'), enough('XB-1', 'XB-2')], [false, false, true])
  t.end()
})

t.test('while a member replaces its keys, the old pair counts, and so does the new one', (t) => {
  const { enough } = policyWith([...pair(1), ...pair(2)])
  t.same([enough('XB-1', 'XB-2'), enough('XB-3', 'XB-4')], [true, true])
  t.same([enough('XB-1', 'XB-3'), enough('XB-2', 'XB-4')], [false, false], 'of each scheme there must be one')
  t.end()
})

t.test('a key that was stated twice stands once in the policy', (t) => {
  const { keys, enough } = policyWith([...pair(1), ...pair(1)])
  t.same(keys, pair(1))
  t.equal(enough('XB-1', 'XB-2'), true)
  t.end()
})

t.test('however many keys a member states, the newest few count', (t) => {
  const all = Array.from({ length: 100 }, (_, generation) => pair(generation)).flat()
  t.same(policyWith(all).keys, all.slice(-8))
  t.end()
})

t.test('a neutral witness that changes a key goes on confirming', (t) => {
  const lines = [...pair(1), ...pair(2)].map((vkey, i) => `witness n-${i + 1} ${vkey} https://n.example`)
  const made = membersPolicy(readQuorumRule('0/1', lines.join('\n')), [], log)
  if (made === undefined) throw new Error('no policy')
  const policy = parsePolicy(formatPolicy(made))
  const enough = (...names: string[]) => meetsQuorum(policy, new Set(names))
  t.same([enough('n-1', 'n-2'), enough('n-3', 'n-4'), enough('n-1', 'n-3')], [true, true, false])
  t.end()
})
