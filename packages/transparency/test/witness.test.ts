import { generateKeyPairSync, sign, verify as verifyWith, createPublicKey } from 'node:crypto'
import t from 'tap'
import {
  addSignatureLines,
  appendLeaves,
  type Checkpoint,
  cosignatureTime,
  cosignatureVerifier,
  cosigner,
  createWitness,
  ed25519Signer,
  ed25519Verifier,
  emptyRoot,
  emptyTree,
  formatAddCheckpoint,
  formatEquivocation,
  formatNeutralWitness,
  formatPolicy,
  formatSignatureLines,
  formatVerifierKey,
  judgeAddCheckpoint,
  leafHash,
  meetsQuorum,
  membersPolicy,
  neutralWitnessKeys,
  type NoteVerifier,
  openHead,
  openNote,
  parseAddCheckpoint,
  parseEquivocation,
  parseNote,
  parsePolicy,
  policyLogVerifiers,
  policyVerifier,
  proveConsistency,
  provesEquivocation,
  readQuorumRule,
  rootOfSize,
  signCheckpoint,
  treeRoot,
  type TransparencyProblem,
  type VerifyMessage,
  witnessNoteKey,
} from '../src/index.ts'

const refused = (problem: TransparencyProblem) => ({ name: 'TransparencyError', problem })

// The checks themselves are the caller's: node:crypto is another implementation than the one that services use.
const verifyEd25519: VerifyMessage = (message, signature, publicKey) => {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return verifyWith(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}
/** A stand-in with the right lengths; the real scheme is tested where it is used. */
const mlDsa: VerifyMessage = (message, signature) =>
  Buffer.from(signature).includes(Buffer.from(message.subarray(-32)))
const verify = { ed25519: verifyEd25519, mlDsa }

function ed25519Key(name: string, type: number) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const signMessage = (message: Uint8Array) => sign(null, message, privateKey)
  return { name, type, publicKey: new Uint8Array(key), sign: signMessage }
}

const origin = 'example.com/log'
const logPair = ed25519Key(origin, 1)
const logSigner = ed25519Signer(origin, logPair.publicKey, logPair.sign)
const logVerifier = ed25519Verifier(formatVerifierKey(logPair), verifyEd25519)
const checkpointText = `${origin}\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`

t.test('the cosignature of the specification verifies, and states its time', (t) => {
  // C2SP tlog-cosignature, the example at its top.
  const example =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
    '\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n'
  const [, cosignature] = parseNote(example).signatures
  t.equal(cosignature?.keyId.toString(16), '8d66cf3f')
  t.equal(cosignatureTime(cosignature?.signature ?? new Uint8Array()), 1679315147n)
  t.end()
})

t.test('a cosignature covers time and checkpoint', (t) => {
  const key = ed25519Key('witness.example/w1', 4)
  let message: Uint8Array = new Uint8Array()
  const signer = cosigner({ ...key, sign: (bytes) => key.sign((message = bytes)) }, () => 1679315147n)
  const signature = signer.sign(checkpointText)
  t.equal(Buffer.from(message).toString(), `cosignature/v1\ntime 1679315147\n${checkpointText}`)
  t.equal(signature.length, 72)
  const verifier = cosignatureVerifier(formatVerifierKey(key), verify)
  t.equal(verifier.verify(checkpointText, signature), true)
  t.equal(verifier.verify(checkpointText.replace('3\n', '4\n'), signature), false, 'another size')
  const later = Uint8Array.from(signature)
  later[7] = (later[7] ?? 0) ^ 1
  t.equal(verifier.verify(checkpointText, later), false, 'another time')
  t.equal(verifier.verify(checkpointText, signature.subarray(8)), false, 'an ordinary signature')
  t.equal(
    verifier.verify(checkpointText, Buffer.concat([Buffer.alloc(8, 0xff), signature.subarray(8)])),
    false,
  )
  t.equal(verifier.verify(checkpointText, new Uint8Array()), false)
  t.throws(() => cosignatureVerifier(formatVerifierKey(logPair), verify), refused('key-malformed'))
  t.throws(() => cosigner({ ...key, publicKey: new Uint8Array(31) }, () => 0n), refused('key-malformed'))
  t.end()
})

t.test(
  'an ML-DSA-44 cosignature covers the name of the cosigner as well, byte for byte as specified',
  (t) => {
    const key = { name: 'witness.example/w1', type: 6, publicKey: new Uint8Array(1312).fill(7) }
    let message = Buffer.alloc(0)
    const signer = cosigner(
      {
        ...key,
        sign: (bytes) => {
          message = Buffer.from(bytes)
          return Buffer.concat([Buffer.alloc(2388), message.subarray(-32)])
        },
      },
      () => 5n,
    )
    const signature = signer.sign(checkpointText)
    const expected = [
      Buffer.from('subtree/v1\n\0').toString('hex'),
      '12',
      Buffer.from(key.name).toString('hex'),
      '0000000000000005',
      '0f',
      Buffer.from(origin).toString('hex'),
      '0000000000000000',
      20852163n.toString(16).padStart(16, '0'),
      Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64').toString('hex'),
    ].join('')
    t.equal(message.toString('hex'), expected)
    t.equal(signature.length, 8 + 2420)
    t.equal(cosignatureVerifier(formatVerifierKey(key), verify).verify(checkpointText, signature), true)
    t.throws(() => signer.sign('no checkpoint\n'), refused('checkpoint-malformed'))
    t.throws(() => signer.sign(checkpointText.replace(origin, 'x'.repeat(256))), refused('key-malformed'))
    const ours = witnessNoteKey('test', 'XA', key.publicKey)
    t.match(ours, { name: 'crosswatch/test/XA/witness', type: 6 })
    t.end()
  },
)

t.test('a policy says which witnesses are enough', (t) => {
  const keys = ['a', 'b', 'c', 'y'].map((name) => formatVerifierKey(ed25519Key(`${name}.example`, 4)))
  const [a = '', b = '', c = '', y = ''] = keys
  const text = [
    '# states two of three, and one neutral witness',
    `log ${formatVerifierKey(logPair)}\thttps://log.example/`,
    `witness A ${a}`,
    `  witness B ${b} https://b.example/w`,
    `witness C ${c}`,
    'group states 2 A B C',
    `witness Y ${y}`,
    'group neutral any Y',
    'group both all states neutral',
    'quorum both',
    '',
  ].join('\n')
  const policy = parsePolicy(text)
  t.same(parsePolicy(formatPolicy(policy)), policy, 'written and read again')
  const enough = (...names: string[]) => meetsQuorum(policy, new Set(names))
  t.same([enough('A', 'B', 'Y'), enough('B', 'C', 'Y'), enough('A', 'B', 'C', 'Y')], [true, true, true])
  t.same(
    [enough(), enough('A', 'Y'), enough('A', 'B', 'C'), enough('states', 'Y', 'neutral')],
    [false, false, false, true],
  )
  t.equal(meetsQuorum(parsePolicy('quorum none\n'), new Set()), true)
  t.equal(meetsQuorum(parsePolicy(`witness A ${a}\nquorum A\n`), new Set(['A'])), true)
  t.equal(policyLogVerifiers(policy, origin, verifyEd25519).length, 1)
  t.equal(policyLogVerifiers(policy, 'example.com/other', verifyEd25519).length, 0)

  const malformed: Record<string, string> = {
    'no quorum': `witness A ${a}\n`,
    'two quorums': 'quorum none\nquorum none\n',
    'a quorum of nobody': 'quorum X\n',
    'a name twice': `witness A ${a}\nwitness A ${b}\nquorum A\n`,
    'a key twice': `witness A ${a}\nwitness B ${a}\nquorum A\n`,
    'the name none': `witness none ${a}\nquorum none\n`,
    'a group of more than it has': `witness A ${a}\ngroup g 2 A\nquorum g\n`,
    'a group of none': `witness A ${a}\ngroup g 0 A\nquorum g\n`,
    'an empty group': 'group g any\nquorum g\n',
    'a member of two groups': `witness A ${a}\ngroup g any A\ngroup h any A\nquorum g\n`,
    'a member defined later': `group g any A\nwitness A ${a}\nquorum g\n`,
    'another kind of line': 'wittness A\nquorum none\n',
    'a control character': 'quorum none\r\n',
  }
  for (const [what, wrong] of Object.entries(malformed))
    t.throws(() => parsePolicy(wrong), refused('policy-malformed'), what)
  t.throws(() => parsePolicy('witness A nonsense\nquorum A\n'), refused('key-malformed'))
  t.end()
})

t.test('the policy of a federation: a share of the members, and a neutral witness with all its keys', (t) => {
  const keys = (name: string) =>
    neutralWitnessKeys(name, {
      witness: { publicKey: ed25519Key(name, 4).publicKey },
      postQuantumWitness: { publicKey: Buffer.alloc(1312, name) },
    })
  const [n, m] = [keys('n.example'), keys('m.example')]
  const lines = [
    ...formatNeutralWitness('n', n, 'https://n.example'),
    ...formatNeutralWitness('m', m, 'https://m.example').slice(0, 1),
  ]
  const rule = readQuorumRule('2/3', lines.join('\n'))
  t.match(rule.neutral, [
    { url: 'https://n.example', keys: [{}, {}] },
    { url: 'https://m.example', keys: [{}] },
  ])
  const members = ['XB', 'XC'].map((jurisdiction) => ({
    jurisdiction,
    witnessKeys: [formatVerifierKey(ed25519Key(jurisdiction, 4))],
  }))
  const made = membersPolicy(rule, members, formatVerifierKey(logPair))
  if (made === undefined) throw new Error('no policy')
  const policy = parsePolicy(formatPolicy(made))
  const enough = (...names: string[]) => meetsQuorum(policy, new Set(names))
  t.same(
    [
      enough('XB-1', 'XC-1'),
      enough('n-1', 'n-2', 'm-1'),
      enough('XB-1', 'XC-1', 'n-1'),
      enough('XB-1', 'n-1', 'n-2'),
    ],
    [false, false, false, false],
  )
  t.same([enough('XB-1', 'XC-1', 'n-1', 'n-2'), enough('XB-1', 'XC-1', 'm-1')], [true, true])
  t.throws(
    () => readQuorumRule('2/3', (lines[0] ?? '').replace(' https://n.example', '')),
    refused('policy-malformed'),
  )
  t.end()
})

t.test('a checkpoint is judged by the cosignatures that verify, whatever else stands on it', (t) => {
  const [one, two] = [ed25519Key('a.example', 4), ed25519Key('b.example', 4)]
  const policy = parsePolicy(
    `witness A ${formatVerifierKey(one)}\nwitness B ${formatVerifierKey(two)}\ngroup g all A B\nquorum g\n`,
  )
  const note = signCheckpoint({ origin, size: 0n, root: emptyRoot() }, [logSigner])
  const { text } = parseNote(note)
  const lines = (key: typeof one, over = text) => {
    const signer = cosigner(key, () => 9n)
    return formatSignatureLines([{ ...signer, signature: signer.sign(over) }])
  }
  const verifier = policyVerifier(policy, verify)
  const judge = (signed: string) => verifier.open(signed, origin, [logVerifier])
  t.match(judge(note), { size: 0n, quorum: false, cosigned: new Set() })
  const half = addSignatureLines(note, lines(one))
  t.match(judge(half), { quorum: false, cosigned: new Set(['A']) })
  const whole = addSignatureLines(half, lines(two))
  t.match(judge(whole), { quorum: true, cosigned: new Set(['A', 'B']) })
  const forged = addSignatureLines(half, lines(two, 'another text\n'))
  t.match(
    judge(forged),
    { quorum: false, cosigned: new Set(['A']) },
    'a line that somebody added does not count',
  )
  t.equal(addSignatureLines(whole, lines(two)), whole, 'a key stands on it once')
  t.throws(() => addSignatureLines(note, 'no line\n'), refused('note-malformed'))
  t.throws(() => addSignatureLines(note, `x\n\n${lines(one)}`), refused('request-malformed'))
  t.throws(() => judge(`${text}\n${lines(one)}`), refused('signature-missing'), 'witnesses alone are no log')
  t.end()
})

function treeOf(...names: readonly string[]) {
  const { edge, tiles } = appendLeaves(
    emptyTree(),
    names.map((name) => leafHash(Buffer.from(name))),
  )
  const read = async (ids: readonly { level: number; index: bigint }[]) =>
    ids.map(
      ({ level, index }) =>
        tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array(),
    )
  const root = treeRoot(edge)
  const note = signCheckpoint({ origin, size: edge.size, root }, [logSigner])
  return { size: edge.size, root, read, note, from: (old: bigint) => proveConsistency(old, edge.size, read) }
}

t.test(
  'a request to a witness is read back as it was written, and judged in the order of the specification',
  async (t) => {
    const [three, five] = [treeOf('a', 'b', 'c'), treeOf('a', 'b', 'c', 'd', 'e')]
    const body = formatAddCheckpoint({ old: 3n, proof: await five.from(3n), checkpoint: five.note })
    t.match(parseAddCheckpoint(body), { old: 3n, origin, checkpoint: five.note })
    const last = { origin, size: 3n, root: three.root }
    const judge = (text: string, held: typeof last | undefined = last, keys = [logVerifier]) =>
      judgeAddCheckpoint(text, (name) => (name === origin ? { verifiers: keys, last: held } : undefined))
    t.match(judge(body), { kind: 'accepted', from: last, to: { size: 5n } })
    const anew = judgeAddCheckpoint(body, () => ({ verifiers: [logVerifier], last: undefined }))
    t.match(anew, { kind: 'conflict', size: 0n }, 'of a log that was never cosigned the last size is 0')
    const empty = signCheckpoint({ origin, size: 0n, root: emptyRoot() }, [logSigner])
    const fresh = formatAddCheckpoint({ old: 0n, proof: [], checkpoint: empty })
    t.match(
      judgeAddCheckpoint(fresh, () => ({ verifiers: [logVerifier], last: undefined })),
      { kind: 'accepted', to: { size: 0n } },
    )
    t.same(judge(body, last, []), { kind: 'refused', status: 403 }, 'a log without trusted keys')
    t.same(judge(body.replace(origin, 'example.com/x')), { kind: 'refused', status: 404 })
    t.same(judge(body.replace('old 3', 'old 6')), { kind: 'refused', status: 400 })
    t.same(judge('old 3\n'), { kind: 'refused', status: 400 })
    t.match(judge(body, { ...last, root: five.root }), { kind: 'refused', status: 422 })
  },
)

t.test('two signed checkpoints that cannot both be true are evidence; two that can are none', async (t) => {
  const [abc, abcde, xyz, xyzde] = [
    treeOf('a', 'b', 'c'),
    treeOf('a', 'b', 'c', 'd', 'e'),
    treeOf('x', 'y', 'z'),
    treeOf('x', 'y', 'z', 'd', 'e'),
  ]
  const keys = [logVerifier]
  const oneSize = { origin, first: abc.note, second: xyz.note }
  const twoSizes = {
    origin,
    first: abc.note,
    second: xyzde.note,
    other: { root: xyz.root, proof: await xyzde.from(3n) },
  }
  for (const evidence of [oneSize, twoSizes]) {
    t.equal(provesEquivocation(evidence, keys), true)
    t.same(parseEquivocation(formatEquivocation(evidence)), evidence)
    t.equal(provesEquivocation(evidence, []), false, 'by another key')
  }
  const none = {
    'the same twice': { origin, first: abc.note, second: abc.note },
    'one that continues the other': {
      origin,
      first: abc.note,
      second: abcde.note,
      other: { root: abc.root, proof: await abcde.from(3n) },
    },
    'a root that was made up': {
      origin,
      first: abc.note,
      second: abcde.note,
      other: { root: xyz.root, proof: await abcde.from(3n) },
    },
    'two sizes without proof': { origin, first: abc.note, second: xyzde.note },
    'in the wrong order': { ...twoSizes, first: xyzde.note, second: abc.note },
    'of another log': { ...oneSize, origin: 'example.com/x' },
    'no notes': { origin, first: 'a', second: 'b' },
  }
  for (const [what, evidence] of Object.entries(none))
    t.equal(provesEquivocation(evidence, keys), false, what)
  const texts = [
    '',
    '{}',
    '[]',
    '{"format":"crosswatch equivocation v1"}',
    formatEquivocation(twoSizes).replace('otherRoot', 'x'),
  ]
  for (const text of texts) t.throws(() => parseEquivocation(text), refused('proof-malformed'))
})

/** A line under the ID of this key which it has not signed: anybody can add it to a note. */
function junkLine({ name, keyId }: NoteVerifier): string {
  return formatSignatureLines([{ name, keyId, signature: Buffer.alloc(64, 7) }])
}

const retired = ed25519Verifier(formatVerifierKey(ed25519Key(origin, 1)), verifyEd25519)
const everyKey = [retired, logVerifier]

t.test('a line under the ID of a retired key hides neither a checkpoint nor a second history', (t) => {
  const [abc, xyz] = [treeOf('a', 'b', 'c'), treeOf('x', 'y', 'z')]
  const soiled = addSignatureLines(abc.note, junkLine(retired))
  for (const note of [abc.note, soiled, `${soiled}${soiled.slice(soiled.indexOf('\u2014'))}`]) {
    const head = openHead(note, origin, everyKey)
    t.strictSame([head?.size, head?.note], [3n, abc.note])
  }
  t.equal(provesEquivocation({ origin, first: soiled, second: xyz.note }, everyKey), true)
  t.equal(openHead(`${parseNote(abc.note).text}\n${junkLine(retired)}`, origin, everyKey), undefined)
  t.equal(openHead(soiled, origin, [retired]), undefined)
  t.equal(openHead(abc.note, 'example.com/x', everyKey), undefined)
  t.equal(openHead('a', origin, everyKey), undefined)
  t.end()
})

/** A witness of one log that remembers in memory, with what it suspects. */
function witnessInMemory() {
  let held: Checkpoint | undefined
  const kept: string[] = []
  const suspected: string[] = []
  const answer = createWitness({
    store: {
      read: async () => held,
      replace: async (_from, to, note) => {
        held = to
        kept.push(note)
        return true
      },
    },
    logOf: async () => ({ logKeys: [logVerifier] }),
    signers: [cosigner(ed25519Key('witness.example/w1', 4), () => 1n)],
    onSuspicion: (_origin, note) => suspected.push(note),
  })
  return { answer, kept, suspected }
}

t.test("a witness keeps and reports a log's own signature, and nothing that was added to it", async (t) => {
  const [abc, xyz] = [treeOf('a', 'b', 'c'), treeOf('x', 'y', 'z')]
  const { answer, kept, suspected } = witnessInMemory()
  const long = formatSignatureLines([{ name: 'junk', keyId: 1, signature: Buffer.alloc(30_000) }])
  const soil = (note: string) => `${note}${junkLine(retired)}${note.slice(note.indexOf('\u2014'))}${long}`
  const ask = (old: bigint, checkpoint: string, proof: readonly Uint8Array[] = []) =>
    answer(formatAddCheckpoint({ old, proof, checkpoint }))
  t.match(await ask(0n, soil(abc.note)), { status: 200 })
  t.match(await ask(3n, soil(abc.note)), { status: 200 }, 'handed in once more, by anybody')
  t.strictSame(kept, [abc.note, abc.note])

  t.match(await ask(0n, abc.note), { status: 409, body: '3\n' })
  t.match(await ask(3n, abc.note, [abc.root]), { status: 422 })
  t.strictSame(suspected, [], 'what is held is not suspect, however it is handed in')
  t.match(await ask(3n, soil(xyz.note)), { status: 409 })
  t.strictSame(suspected, [xyz.note])
})

t.test('the root of any earlier size follows from the tiles of today', async (t) => {
  const names = Array.from({ length: 600 }, (_, i) => `leaf ${i}`)
  const whole = treeOf(...names)
  for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 599, 600]) {
    t.same(
      Buffer.from(await rootOfSize(BigInt(size), whole.read)),
      Buffer.from(treeOf(...names.slice(0, size)).root),
      `${size}`,
    )
  }
  t.equal(openNote(whole.note, [logVerifier]).verified.length, 1)
})
