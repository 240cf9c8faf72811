import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { assert, property, string } from 'fast-check'
import t from 'tap'
import {
  ed25519Signer,
  ed25519Type,
  ed25519Verifier,
  emptyRoot,
  formatCheckpoint,
  formatNote,
  formatReceipt,
  formatVerifierKey,
  leafHash,
  nodeHash,
  noteKeyId,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseReceipt,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  type TransparencyProblem,
  verifyReceipt,
} from '../src/index.ts'

const refused = (problem: TransparencyProblem) => ({ name: 'TransparencyError', problem })

const spki = Buffer.from('302a300506032b6570032100', 'hex')
const verifyEd25519 = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) =>
  verify(
    null,
    message,
    createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }),
    signature,
  )

function testKey(name: string) {
  const { publicKey: key, privateKey } = generateKeyPairSync('ed25519')
  const publicKey = key.export({ format: 'der', type: 'spki' }).subarray(-32)
  const vkey = formatVerifierKey({ name, type: ed25519Type, publicKey })
  return {
    vkey,
    signer: ed25519Signer(name, publicKey, (message) => sign(null, message, privateKey)),
    verifier: ed25519Verifier(vkey, verifyEd25519),
  }
}

// The example in the documentation of golang.org/x/mod/sumdb/note, the first implementation of the format.
const published = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n" +
    '\n' +
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

t.test('a note of another implementation opens', async (t) => {
  const opened = openNote(published.note, [ed25519Verifier(published.vkey, verifyEd25519)])
  t.equal(opened.text.split('\n')[1], "then you don't know what your problem is.")
  t.equal(opened.verified[0]?.keyId, 0xc74f20a3)
  const key = parseVerifierKey(published.vkey)
  t.equal(noteKeyId(key), 0xc74f20a3)
  t.equal(formatVerifierKey(key), published.vkey)
  t.equal(formatNote(parseNote(published.note)), published.note)
})

t.test('a note is believed if a known key signed it and no known key contradicts', async (t) => {
  const [log, witness, stranger] = [
    testKey('example.org/log'),
    testKey('w.example/1'),
    testKey('s.example/2'),
  ]
  const note = signNote('text\n\nwith an empty line\n', [stranger.signer, log.signer, witness.signer])
  t.strictSame(
    openNote(note, [log.verifier, witness.verifier]).verified.map(({ name }) => name),
    ['example.org/log', 'w.example/1'],
  )
  t.throws(() => openNote(note, []), refused('signature-missing'))
  t.throws(() => openNote(note, [testKey('example.org/log').verifier]), refused('signature-missing'))
  t.throws(() => openNote(note.replace('with', 'With'), [log.verifier]), refused('signature-invalid'))

  const { text, signatures } = parseNote(note)
  const forged = signatures.map((line) => ({ ...line, signature: Buffer.alloc(64) }))
  const oneForged = formatNote({ text, signatures: [...forged, ...signatures] })
  t.throws(() => openNote(oneForged, [log.verifier]), refused('signature-invalid'), 'also beside a good one')
  const short = formatNote({
    text,
    signatures: signatures.map((line) => ({ ...line, signature: Buffer.alloc(63) })),
  })
  t.throws(() => openNote(short, [log.verifier]), refused('signature-invalid'))
})

t.test('what is not a note is refused', async (t) => {
  const signature = `\u2014 a ${Buffer.alloc(8).toString('base64')}\n`
  const wrong: Record<string, string> = {
    empty: '',
    'without signatures': 'text\n',
    'without a line of signatures': 'text\n\n',
    'without text': `\n\n${signature}`,
    'without the last line feed': `text\n\n${signature.trimEnd()}`,
    'with a control character': `te\u0000xt\n\n${signature}`,
    'with a carriage return': `text\r\n\r\n${signature}`,
    'with a tab': `te\txt\n\n${signature}`,
    'with a lone surrogate': `te\ud800xt\n\n${signature}`,
    'with a hyphen for the dash': `text\n\n${signature.replace('\u2014', '-')}`,
    'with two spaces': `text\n\n${signature.replace(' a ', ' a  ')}`,
    'with a space at the end': `text\n\n${signature.replace('\n', ' \n')}`,
    'with a plus in the name': `text\n\n${signature.replace(' a ', ' a+b ')}`,
    'with a no-break space in the name': `text\n\n${signature.replace(' a ', ' a\u00a0b ')}`,
    'with base64 without padding': `text\n\n${signature.replaceAll('=', '')}`,
    'with base64url': `text\n\n\u2014 a ${Buffer.alloc(9, 0xff).toString('base64url')}\n`,
    'with unused bits in base64': 'text\n\n\u2014 a AAAAAAAAAAB=\n',
    'with a key ID and no signature': 'text\n\n\u2014 a AAAAAA==\n',
    'with 1025 signatures': `text\n\n${signature.repeat(1025)}`,
    'longer than two mebibytes': `${'x'.repeat(2 * 1024 * 1024)}\n\n${signature}`,
  }
  for (const [name, note] of Object.entries(wrong)) {
    t.throws(() => parseNote(note), refused('note-malformed'), name)
  }
  t.ok(parseNote(`text\n\n${signature.repeat(100)}`))
  t.throws(() => formatNote({ text: 'no line feed', signatures: [] }), refused('note-malformed'))
  assert(
    property(string({ unit: 'binary' }), (junk) => {
      t.throws(() => parseNote(junk), refused('note-malformed'))
    }),
    { numRuns: 50 },
  )
})

t.test('what is not a note key is refused', async (t) => {
  const [name = '', id = '', key = ''] = published.vkey.split('+')
  const wrong: Record<string, string> = {
    empty: '',
    'another ID': `${name}+c74f20a4+${key}`,
    'an ID in upper case': `${name}+${id.toUpperCase()}+${key}`,
    'another name': `Peter+${id}+${key}`,
    'a space in the name': `Peter Neumann+${id}+${key}`,
    'a line feed': `${published.vkey}\n`,
    'a fourth part': `${published.vkey}+`,
    'no key': `${name}+${id}+AQ==`,
    'not base64': `${name}+${id}+${key}=`,
  }
  for (const [why, vkey] of Object.entries(wrong)) {
    t.throws(() => parseVerifierKey(vkey), refused('key-malformed'), why)
  }
  const cosigner = formatVerifierKey({ name: 'w.example/1', type: 0x04, publicKey: Buffer.alloc(32, 1) })
  t.throws(() => ed25519Verifier(cosigner, verifyEd25519), refused('key-malformed'), 'a key of another type')
  t.throws(
    () => ed25519Signer('two words', Buffer.alloc(32), () => Buffer.alloc(64)),
    refused('key-malformed'),
  )
})

t.test('a checkpoint is read only in its one spelling', async (t) => {
  const root = leafHash(Buffer.from('root'))
  const checkpoint = { origin: 'example.org/log', size: 2n ** 64n - 1n, root }
  t.same(parseCheckpoint(formatCheckpoint(checkpoint)), checkpoint)
  t.same(parseCheckpoint(`${formatCheckpoint(checkpoint)}an extension\n`), checkpoint)
  t.same(parseCheckpoint(formatCheckpoint({ origin: 'o', size: 0n, root: emptyRoot() })).size, 0n)
  const encoded = root.toString('base64')
  const wrong: Record<string, string> = {
    'two lines': 'o\n1\n',
    'no line feed at the end': `o\n1\n${encoded}`,
    'no origin': `\n1\n${encoded}\n`,
    'an empty extension': `o\n1\n${encoded}\n\n`,
    'a leading zero': `o\n01\n${encoded}\n`,
    'a sign': `o\n+1\n${encoded}\n`,
    'a negative size': `o\n-1\n${encoded}\n`,
    'a size beyond 64 bits': `o\n${2n ** 64n}\n${encoded}\n`,
    'a hexadecimal size': `o\n0x1\n${encoded}\n`,
    'a short root': `o\n1\n${root.subarray(1).toString('base64')}\n`,
    'an empty log with a root': `o\n0\n${encoded}\n`,
  }
  for (const [why, text] of Object.entries(wrong)) {
    t.throws(() => parseCheckpoint(text), refused('checkpoint-malformed'), why)
  }
})

t.test('a signed checkpoint opens for its own log only', async (t) => {
  const key = testKey('example.org/log')
  const note = signCheckpoint({ origin: 'example.org/log', size: 1n, root: leafHash(Buffer.of()) }, [
    key.signer,
  ])
  t.equal(openCheckpoint(note, 'example.org/log', [key.verifier]).size, 1n)
  t.throws(() => openCheckpoint(note, 'example.org/other', [key.verifier]), refused('origin-mismatch'))
})

t.test('a receipt proves an entry offline', async (t) => {
  const key = testKey('example.org/log')
  const [a, b] = [Buffer.from('a'), Buffer.from('b')]
  const root = nodeHash(leafHash(a), leafHash(b))
  const checkpoint = signCheckpoint({ origin: 'example.org/log', size: 2n, root }, [key.signer])
  const receipt = { index: 1n, proof: [leafHash(a)], checkpoint, extra: Buffer.from('context') }
  const text = formatReceipt(receipt)
  t.match(text, /^c2sp\.org\/tlog-proof@v1\nextra Y29udGV4dA==\nindex 1\n[^\n]{44}\n\nexample\.org\/log\n2\n/)
  t.same(parseReceipt(text), receipt)
  t.equal(verifyReceipt(text, b, 'example.org/log', [key.verifier]).index, 1n)
  t.throws(() => verifyReceipt(text, a, 'example.org/log', [key.verifier]), refused('proof-invalid'))
  const wrong: Record<string, string> = {
    'no checkpoint': 'c2sp.org/tlog-proof@v1\nindex 1\n',
    'another header': text.replace('@v1', '@v2'),
    'no index': text.replace('index 1\n', ''),
    'an index with a zero in front': text.replace('index 1', 'index 01'),
    'extra data after the index': text.replace(/(extra .*\n)(index 1\n)/, '$2$1'),
    'bad extra data': text.replace('Y29udGV4dA==', 'Y29udGV4dA'),
    'a short hash': text.replace(/index 1\n.*\n/, 'index 1\nAAAA\n'),
    'a proof of 64 hashes': text.replace(
      /index 1\n(.*\n)/,
      (_, line: string) => `index 1\n${line.repeat(64)}`,
    ),
  }
  for (const [why, changed] of Object.entries(wrong)) {
    t.throws(
      () => verifyReceipt(changed, b, 'example.org/log', [key.verifier]),
      refused('proof-malformed'),
      why,
    )
  }
})
