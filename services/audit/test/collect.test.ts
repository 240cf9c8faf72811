import { logKeysFrom, newSeed } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  cosigner,
  cosignatureType,
  emptyRoot,
  formatSignatureLines,
  formatVerifierKey,
  membersPolicy,
  mlDsaCosignatureType,
  type NoteSigner,
  parseAddCheckpoint,
  parseNote,
  policyVerifier,
  signCheckpoint,
} from '@crosswatch/transparency'
import { verifyMlDsa, verifySignature } from '@crosswatch/crypto'
import t from 'tap'
import { logKey } from '../src/log-key.ts'
import { collectCosignatures, type Cosigner } from '../src/witnessing/collect.ts'

const key = logKey('log.example', logKeysFrom(newSeed()).log)
const empty = { origin: key.origin, size: 0n, root: emptyRoot() }
const log = { ...empty, checkpoint: signCheckpoint(empty, [key.signer]) }
/** No proof reads the log: nobody holds any of it yet. */
const unread = {} as Executor

/** A member as a witness, with a pair of keys for every generation; it signs with those of the newest. */
function member(jurisdiction: string, generations: number) {
  const pairs = Array.from({ length: generations }, () => {
    const { witness, postQuantumWitness } = logKeysFrom(newSeed())
    return [
      { ...witness, type: cosignatureType, name: jurisdiction },
      { ...postQuantumWitness, type: mlDsaCosignatureType, name: jurisdiction },
    ] as const
  })
  const signers = (pairs.at(-1) ?? []).map((one) => cosigner(one, () => 7n))
  return { jurisdiction, witnessKeys: pairs.flat().map((one) => formatVerifierKey(one)), signers }
}

function linesFrom(signers: readonly NoteSigner[], request: string): string {
  const { text } = parseNote(parseAddCheckpoint(request).checkpoint)
  return formatSignatureLines(signers.map((signer) => ({ ...signer, signature: signer.sign(text) })))
}

async function collect(
  members: readonly ReturnType<typeof member>[],
  ask: Partial<Record<string, Cosigner['ask']>> = {},
) {
  const policy = membersPolicy({ share: [2, 3], neutral: [] }, members, key.vkey)
  if (policy === undefined) throw new Error('no policy')
  const cosigners = members.map(({ jurisdiction, signers }) => ({
    name: jurisdiction,
    keys: policy.witnesses.filter(({ name }) => name.startsWith(`${jurisdiction}-`)),
    ask:
      ask[jurisdiction] ?? (async (request: string) => ({ status: 200, body: linesFrom(signers, request) })),
  }))
  const collected = await collectCosignatures(unread, log, policy, cosigners, new Map())
  const verifier = policyVerifier(policy, { ed25519: verifySignature, mlDsa: verifyMlDsa })
  const judged = verifier.open(collected.checkpoint, key.origin, [key.verifier])
  t.equal(judged.quorum, collected.quorum, 'whoever verifies the checkpoint finds what is said of it')
  return collected
}

t.test('a member that has certified its next keys counts before and after it changes to them', async (t) => {
  const both = await collect([member('XB', 2), member('XC', 1)])
  t.match(both, {
    quorum: true,
    asked: [{ name: 'XB', cosigned: true }, { cosigned: true }],
    times: [7n, 7n],
  })
})

t.test('a checkpoint that sixty members cosigned is confirmed', async (t) => {
  const members = Array.from({ length: 60 }, (_, i) =>
    member(`X${String.fromCodePoint(65 + (i % 26))}${i}`, 1),
  )
  t.equal((await collect(members)).quorum, true)
})

t.test('what one witness answers does not keep those of the others from counting', async (t) => {
  const members = [member('XB', 1), member('XC', 1), member('XD', 1)]
  const [hostile] = members
  const answers = {
    'its line a thousand times': (request: string) => linesFrom(hostile?.signers ?? [], request).repeat(1000),
    'no signature at all': () => 'nothing of the kind\n',
    'a signature over something else': () =>
      linesFrom(hostile?.signers ?? [], `old 0\n\n${signCheckpoint({ ...empty, size: 1n }, [key.signer])}`),
  }
  for (const [what, answer] of Object.entries(answers)) {
    const collected = await collect(members, {
      XB: async (request) => ({ status: 200, body: answer(request) }),
    })
    t.equal(collected.quorum, true, what)
    t.ok(collected.checkpoint.length < 20_000, what)
  }
})
