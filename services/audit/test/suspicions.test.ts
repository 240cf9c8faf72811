import { sha256 } from '@crosswatch/protocol'
import {
  appendLeaves,
  emptyTree,
  formatAddCheckpoint,
  formatSignatureLines,
  leafHash,
  type NoteVerifier,
  openHead,
  signCheckpoint,
  treeRoot,
} from '@crosswatch/transparency'
import t from 'tap'
import { compareWithLog } from '../src/witnessing/compare-heads.ts'
import type { PeerAnswers } from '../src/witnessing/peers.ts'
import { encode, HeadsAnswer, readAs } from '../src/witnessing/questions.ts'
import { createSuspicions } from '../src/witnessing/suspicions.ts'
import { startServer } from './harness.ts'
import { foundMembers, type Member, startMember, until } from './witnesses.ts'

const postgres = await startServer(t)

/** The root of a tree of so many made-up leaves. */
function rootOf(name: string, size: number): Uint8Array {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${name} ${i}`)))
  return treeRoot(appendLeaves(emptyTree(), leaves).edge)
}

/** What the log of a member signs: the history with this name, of this size. */
function sign({ node: { key } }: Member, name: string, size: number): string {
  const checkpoint = { origin: key.origin, size: BigInt(size), root: rootOf(name, size) }
  return signCheckpoint(checkpoint, [key.signer])
}

function asked(old: number, checkpoint: string): string {
  return formatAddCheckpoint({ old: BigInt(old), proof: [], checkpoint })
}

/** XB, who holds four records of XA's log, and XA, whose node answers as the test says. */
async function holdingFour(t: Parameters<typeof foundMembers>[0], proofs: PeerAnswers['proofs']) {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  net.courier.set('XA', {
    addCheckpoint: async () => ({ status: 404, body: '' }),
    heads: async () => ({ v: 1, heads: [], evidence: [] }),
    proofs,
    inclusions: async () => ({ v: 1, inclusions: [] }),
  })
  const service = await startMember(t, net, xb)
  t.equal((await service.addCheckpoint(asked(0, sign(xa, 'a', 4)))).statusCode, 200)
  const heads = async () => {
    const answer = await net.courier.get('XB')?.heads()
    if (answer === undefined) throw new Error('no answer')
    return readAs(HeadsAnswer)(encode(answer))
  }
  const caught = () =>
    until('the alarm', async () => /_equivocations\{service="audit"\} 1/.test(await service.metrics()))
  return { xa, xb, ...service, heads, caught }
}

const nothing: PeerAnswers['proofs'] = async () => ({ v: 1, checkpoint: '', proofs: [] })

t.test('evidence that somebody made long still reaches the peers, with the heads', async (t) => {
  const { xa, xb, addCheckpoint, heads, caught } = await holdingFour(t, nothing)
  const junk = formatSignatureLines([{ name: 'junk', keyId: 1, signature: Buffer.alloc(40_000) }])
  const fork = sign(xa, 'b', 4)
  t.equal((await addCheckpoint(asked(4, `${fork}${junk}`))).statusCode, 409)
  await caught()
  const answer = await until('the evidence is told', async () => {
    const told = await heads()
    return (told === undefined || told.evidence.length > 0) && { told }
  })
  const { first, second } = JSON.parse(answer.told?.evidence[0] ?? '{}')
  t.strictSame([answer.told?.heads, first, second], [[sign(xa, 'a', 4)], sign(xa, 'a', 4), fork])

  const stored = 'x'.repeat(40_000)
  await xb.node.superuser.pool.query(
    'insert into audit.equivocation (origin, id, evidence) values ($1, $2, $3)',
    ['example.com/log', sha256(Buffer.from(stored)), stored],
  )
  t.match(await heads(), { heads: { length: 1 }, evidence: { length: 1 } }, 'what is too long stays here')
})

t.test('a suspicion waits its turn, and older checkpoints of the log do not push it out', async (t) => {
  const firstAsked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<undefined>()
  const { xa, addCheckpoint, caught } = await holdingFour(t, async (sizes) => {
    firstAsked.resolve()
    await released.promise
    return nothing(sizes)
  })
  await addCheckpoint(asked(0, sign(xa, 'a', 3)))
  await firstAsked.promise
  t.equal((await addCheckpoint(asked(4, sign(xa, 'b', 4)))).statusCode, 409)
  t.equal((await addCheckpoint(asked(0, sign(xa, 'a', 2)))).statusCode, 409)
  released.resolve(undefined)
  await caught()
})

t.test('a suspicion that could not be compared is compared later', async (t) => {
  let turns = 0
  const { xa, addCheckpoint, caught } = await holdingFour(t, async () => {
    turns++
    if (turns === 1) throw new Error('failed')
    return { v: 1, checkpoint: sign(xa, 'c', 7), proofs: [] }
  })
  t.equal((await addCheckpoint(asked(0, sign(xa, 'b', 7)))).statusCode, 409)
  await caught()
  t.ok(turns > 1)
})

t.test('what waits is bounded, and leaves only when it was compared as it is', (t) => {
  const suspicions = createSuspicions()
  const add = (origin: string, size: number, line = 'x') => {
    const suspicion = { origin, note: `${origin}\n${size}\nroot\n\n${line}\n` }
    suspicions.add(suspicion)
    return suspicion
  }
  const first = add('log', 0)
  for (let size = 1; size < 1000; size++) add('log', size)
  t.equal(suspicions.waiting().length, 8)
  t.equal(suspicions.waiting()[0], first, 'the first one is still there')
  const again = add('log', 0, 'y')
  t.equal(suspicions.waiting().length, 8, 'the same checkpoint counts once')
  suspicions.settle(first)
  t.equal(suspicions.waiting()[0], again, 'handed in anew while it was compared')
  suspicions.settle(again)
  t.equal(suspicions.waiting().length, 7)
  for (let log = 0; log < 1000; log++) add(`log ${log}`, 0)
  t.equal(suspicions.waiting().length, 64)
  t.end()
})

t.test('a line under the ID of a retired key leaves histories comparable', async (t) => {
  const { members } = await foundMembers(t, postgres, ['XA'])
  const [xa] = members
  if (xa === undefined) throw new Error('no member')
  const { origin, verifier } = xa.node.key
  const retired: NoteVerifier = { name: origin, keyId: 7, verify: () => false }
  const junk = formatSignatureLines([{ ...retired, signature: Buffer.alloc(64) }])
  const keys = [retired, verifier]
  const held = openHead(`${sign(xa, 'a', 4)}${junk}`, origin, keys)
  if (held === undefined) throw new Error('it was not opened')
  const answer = { v: 1 as const, checkpoint: `${sign(xa, 'b', 4)}${junk}`, proofs: [] }
  t.strictSame(compareWithLog([held], answer, keys), {
    kind: 'equivocation',
    evidence: { origin, first: sign(xa, 'a', 4), second: sign(xa, 'b', 4) },
  })
})
