import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  certifyKey,
  keyIdOf,
  newSeed,
  openKeyFile,
  parseNodeKeys,
  pinOf,
  readKeyEvent,
  readNodeKeys,
  signFederation,
  signerFromSeed,
  type Signer,
} from '@crosswatch/crypto'
import {
  canonicalBytes,
  envelopeBytes,
  type FederationDocument,
  fromBase64,
  toBase64,
} from '@crosswatch/protocol'
import {
  addSignatureLines,
  appendLeaves,
  commitRecord,
  cosignatureType,
  cosigner,
  ed25519Signer,
  ed25519Type,
  emptyTree,
  encodeAccessEntry,
  formatExportCheckpoint,
  formatExportRecord,
  formatSignatureLines,
  formatVerifierKey,
  leafHash,
  logOrigin,
  parseNote,
  signCheckpoint,
  treeRoot,
  readQuorumRule,
} from '@crosswatch/transparency'
import { startStubGateway, stubUsers } from '../../client/test/stub-gateway.ts'
import { testTerminal } from './support/terminal.ts'

const now = '2031-05-20T10:00:00.000Z'

t.test('keys: a ceremony, a rotation and a revocation', { timeout: 120_000 }, async (t) => {
  const { run, directory } = testTerminal(t, { now })
  const path = (name: string) => join(directory, name)
  writeFileSync(path('root.pass'), 'several words for the root\n')
  writeFileSync(path('node.pass'), 'several words for the node\n')
  writeFileSync(path('short.pass'), 'short\n')

  const root = await run('keys create root --out root.json --passphrase-file root.pass --label', 'XA root')
  t.equal(root.exitCode, 0, root.stderr)
  t.equal(statSync(path('root.json')).mode & 0o777, 0o600, 'only its owner can read it')
  const log = await run('keys create log --out log.json --passphrase-file node.pass --json')
  t.match(log.json, { kind: 'log', keyid: /^[0-9a-f]{32}$/ })
  t.equal((await run('keys create storage --out storage.json --passphrase-file node.pass')).exitCode, 0)
  const token = await run(
    'keys create token --out token.json --public-file token.pem --passphrase-file node.pass',
  )
  t.equal(token.exitCode, 0, token.stderr)
  t.match(readFileSync(path('token.pem'), 'utf8'), /BEGIN PUBLIC KEY/)
  const witness = await run(
    'keys create witness --out witness.json --passphrase-file node.pass --name witness.example/x --url https://witness.example:8443',
  )
  const lines = witness.stdout.split('\n').filter((line) => line.startsWith('witness '))
  t.match(lines, [
    /^witness witness\.example-1 witness\.example\/x\+[0-9a-f]{8}\+\S+ https:\/\/witness\.example:8443$/,
    /^witness witness\.example-2 /,
  ])
  t.match(readQuorumRule('2/3', lines.join('\n')), { neutral: [{ url: 'https://witness.example:8443' }] })
  t.equal((await run('keys create witness --out w.json --passphrase-file node.pass --name x')).exitCode, 2)
  const withRoot = '--root root.json --root-passphrase-file root.pass'
  const node = await run(
    `keys create node --out node.json --passphrase-file node.pass ${withRoot} --federation test --jurisdiction XA --log-key log.json`,
  )
  t.equal(node.exitCode, 0, node.stderr)

  t.test('nothing is overwritten, and what is wrong is said', async (t) => {
    const again = await run('keys create root --out root.json --passphrase-file root.pass')
    t.equal(again.exitCode, 2)
    t.match(again.stderr, /exists already; name another file, since keys are never overwritten/)
    t.match((await run('keys create log --out x.json --passphrase-file short.pass')).stderr, /fewer than 12/)
    t.match(
      (await run('keys create crown --out x.json --passphrase-file node.pass')).stderr,
      /kinds of key files/,
    )
    t.match(
      (await run('keys create node --out x.json --passphrase-file node.pass')).stderr,
      /Node keys need --root/,
    )
    t.match(
      (await run('keys describe node.json --passphrase-file root.pass')).stderr,
      /does not open this key file/,
    )
    t.match(
      (await run(`keys rotate log.json --passphrase-file node.pass ${withRoot}`)).stderr,
      /one of kind node is needed/,
    )
    t.match((await run('keys describe root.pass')).stderr, /not a Crosswatch key file/)
    t.match((await run('keys describe none.json')).stderr, /There is no .*none\.json/)
  })

  const closed = await run('keys describe root.json')
  t.match(closed.stdout, /root key file "XA root"\n$/, 'without the passphrase: what it is and no more')
  const described = await run('keys describe node.json --passphrase-file node.pass --json')
  const statements = (described.json as { statements: { use: string; keyid: string; vkey?: string }[] })
    .statements
  t.equal(statements.filter(({ use }) => use === 'channel').length, 13)
  t.match(statements.find(({ use }) => use === 'log')?.vkey, /^crosswatch\/test\/XA\/access-log\+/)
  t.notMatch(described.stdout, /seed/, 'secrets are not shown')

  const rotated = await run(`keys rotate node.json --passphrase-file node.pass ${withRoot} --json`)
  t.equal(rotated.exitCode, 0, rotated.stderr)
  const others = (added: typeof statements) => added.filter(({ use }) => use === 'log' || use === 'witness')
  const addedBy = ({ json }: { json?: unknown }) => others((json as { added: typeof statements }).added)
  const ids = (views: typeof statements) => views.map((view) => view.keyid)
  t.same(
    ids(addedBy(rotated)),
    ids(others(statements)),
    'log and witness keep their keys, for 13 months more',
  )

  await run('keys create log --out log2.json --passphrase-file node.pass')
  const changed = await run(
    `keys rotate node.json --passphrase-file node.pass ${withRoot} --log-key log2.json --json`,
  )
  t.equal(changed.exitCode, 0, changed.stderr)
  t.equal(addedBy(changed).length, 3)
  t.notMatch(
    ids(addedBy(changed)),
    ids(others(statements)).slice(0, 1),
    'those of the new file take their place',
  )
  const formerLog = statements.find(({ use }) => use === 'log')?.keyid ?? ''
  const takeBack = (options: string) =>
    run(
      `keys revoke node.json --keyid ${formerLog} --reason compromised ${options} --passphrase-file node.pass ${withRoot}`,
    )
  t.match((await takeBack('--last-good 9')).stderr, /Only a signing key takes --last-good/)
  const takenBack = await takeBack('')
  t.match(takenBack.stdout, new RegExp(`key revoked +${formerLog} +compromised`))
  const [, newWitness] = ids(addedBy(changed))
  await run(
    `keys revoke node.json --keyid ${newWitness} --reason lost --passphrase-file node.pass ${withRoot}`,
  )
  const again = await run(`keys rotate node.json --passphrase-file node.pass ${withRoot} --json`)
  t.same(
    ids(addedBy(again)),
    ids(addedBy(changed)).filter((id) => id !== newWitness),
    'what was taken back or replaced is not certified again',
  )
  const revokedId = statements.find(({ use }) => use === 'signing')?.keyid ?? ''
  const revoke = (keyid: string) =>
    run(
      `keys revoke node.json --keyid ${keyid} --last-good 1204 --reason compromised --passphrase-file node.pass ${withRoot}`,
    )
  t.match((await revoke('0'.repeat(32))).stderr, /holds no signing, log or witness key with this id/)
  const revoked = await revoke(revokedId)
  t.equal(revoked.exitCode, 0, revoked.stderr)
  t.match(revoked.stdout, /key revoked +[0-9a-f]{32} +after entry 1204, compromised/)

  const open = async (kind: 'root' | 'node', name: string, pass: string) =>
    openKeyFile(kind, new Uint8Array(readFileSync(path(name))), pass)
  const rootKey = signerFromSeed(await open('root', 'root.json', 'several words for the root')).publicKey
  const secret = await open('node', 'node.json', 'several words for the node')
  const file = parseNodeKeys(secret)
  t.equal(file.signing.length, 5, 'the old keys are kept: what they signed stays valid')
  t.not(readNodeKeys(secret).signer.keyid, revokedId, 'the newest key signs')
  const owner = { federation: 'test', jurisdiction: 'XA', rootKey }
  const events = readNodeKeys(secret).statements.map((statement) => readKeyEvent(statement, owner))
  t.match(
    events.filter((event) => event.kind === 'revocation' && event.revocation.keyid === revokedId),
    [{ revocation: { keyid: revokedId, lastGood: 1204, reason: 'compromised', at: now } }],
    'the root signed the revocation, and every key of the file',
  )

  await run('keys create root --out other.json --passphrase-file root.pass')
  const foreign = await run(
    'keys rotate node.json --passphrase-file node.pass --root other.json --root-passphrase-file root.pass',
  )
  t.equal(foreign.exitCode, 1)
  t.match(foreign.stderr, /did not certify the keys of XA/)
})

/** An access log as its node exports it, with one record of each given operation. */
function exportOf(count: number, log: Signer, origin: string) {
  let edge = emptyTree()
  const lines: string[] = []
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const id = `0198f000-0000-7000-8000-${String(index).padStart(12, '0')}`
    ids.push(id)
    const record = Buffer.from(
      canonicalBytes({
        v: 1,
        id,
        operation: 'query',
        officer: 'xa-border',
        purpose: 'border-check',
        outcome: 'none',
      }),
    ).toString()
    const salt = new Uint8Array(32).fill(index)
    const commitment = commitRecord(salt, Buffer.from(record))
    lines.push(formatExportRecord({ index, type: 'query', salt, record, commitment }))
    edge = appendLeaves(edge, [leafHash(encodeAccessEntry({ type: 'query', commitment }))]).edge
  }
  const signer = ed25519Signer(origin, log.publicKey, (message) => log.sign(message))
  const checkpoint = signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [signer])
  return { ids, lines: [...lines, formatExportCheckpoint(checkpoint)], checkpoint }
}

/** A stub of a node's gateway, in a federation of one member whose root certified the log's key. */
async function federationOfOne(t: Test) {
  const [root, log] = [signerFromSeed(newSeed()), signerFromSeed(newSeed())]
  const origin = logOrigin('test', 'XA')
  const vkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey: log.publicKey })
  const document: FederationDocument = {
    v: 1,
    federation: 'test',
    version: 1,
    previous: null,
    at: now,
    members: [
      { jurisdiction: 'XA', name: 'Arvenia', root: toBase64(root.publicKey), contact: { desk: 'Duty desk' } },
    ],
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
  const certify = (signer: Signer) =>
    certifyKey(signer, {
      federation: 'test',
      jurisdiction: 'XA',
      use: 'log',
      key: log.publicKey,
      validFrom: new Date('2031-01-01'),
      validUntil: new Date('2032-01-01'),
    })
  const state = { statements: [certify(root)], lines: [] as readonly string[], roots: document.members }
  const stub = await startStubGateway(t, {
    'GET /api/exchange/v1/federation': () => ({
      federation: 'test',
      version: 1,
      jurisdiction: 'XA',
      members: state.roots,
    }),
    'GET /api/exchange/v1/feeds': () => ({
      jurisdiction: 'XA',
      feeds: [{ issuer: 'XA', name: 'Arvenia', seq: 7, hash: null, missing: 0, channel: false }],
    }),
    'GET /api/exchange/v1/keys': () => ({
      statements: state.statements.map((envelope, index) => ({ issuer: 'XA', seq: index + 1, envelope })),
    }),
    'GET /api/exchange/v1/quarantine': () => ({ entries: [] }),
    'GET /api/audit/v1/log/export': () => state.lines.join('\n'),
    'GET /api/audit/checkpoint': () => 'not looked at',
  })
  const terminal = testTerminal(t, { now })
  const at = (name: string) => join(terminal.directory, name)
  writeFileSync(at('federation-document.json'), envelopeBytes(signFederation(document, [root])))
  writeFileSync(
    at('federation.json'),
    JSON.stringify({
      version: 1,
      document: { file: at('federation-document.json'), pin: pinOf(document) },
      nodes: [{ jurisdiction: 'XA', name: 'Arvenia', gateway: stub.url }],
      users: Object.entries(stubUsers).map(([user, password]) => ({
        user,
        password,
        jurisdiction: 'XA',
        roles: [user.replace('xa-', '')],
      })),
    }),
  )
  const run = (line: string) => terminal.run(`${line} --data . --node XA`)
  return {
    root,
    log,
    origin,
    vkey,
    state,
    terminal,
    at,
    run,
    pin: pinOf(document),
    certify,
    gateway: stub.url,
  }
}

t.test('audit verify: derives everything again, with a key that the root certified', async (t) => {
  const { log, origin, vkey, state, run, at, terminal } = await federationOfOne(t)
  const { lines, checkpoint, ids } = exportOf(700, log, origin)
  state.lines = lines
  const verified = await run('audit verify --save-checkpoint held.txt --json')
  t.equal(verified.exitCode, 0, verified.stdout + verified.stderr)
  t.match(verified.json, {
    verified: true,
    records: 700,
    origin,
    vkey,
    keyFrom: 'root',
    heldCheckpoints: 0,
    checkpoint,
  })
  t.equal(readFileSync(at('held.txt'), 'utf8'), checkpoint)

  const longer = exportOf(1500, log, origin)
  state.lines = longer.lines
  const wanted = longer.ids[733] ?? ''
  const shown = await run(
    `audit verify --checkpoint held.txt --record ${wanted} --save-receipt record.tlog-proof`,
  )
  t.match(shown.stdout, /^VERIFIED {2}1500 records of crosswatch\/test\/XA\/access-log\n/)
  t.match(shown.stdout, /certified by the jurisdiction's root, in the pinned federation/)
  t.match(shown.stdout, /with 1 checkpoints from before: nothing up to them was changed/)
  t.match(shown.stdout, new RegExp(`Record 733\n[^]*id +${wanted}\n`))
  t.match(readFileSync(at('record.tlog-proof'), 'utf8'), /^c2sp\.org\/tlog-proof@v1\nindex 733\n/)
  const missing = await run(`audit verify --record ${ids[0]?.replace('0198f000', '0198ffff')}`)
  t.equal(missing.exitCode, 1)
  t.match(missing.stderr, /whole and signed, and has no record with this id/)

  await t.test('offline, from a file, with a key that the auditor holds', async (t) => {
    writeFileSync(at('log.ndjson'), `${longer.lines.join('\n')}\n`)
    writeFileSync(at('log.vkey'), `${vkey}\n`)
    const offline = await terminal.run(
      'audit verify --file log.ndjson --vkey log.vkey --checkpoint held.txt --json',
    )
    t.match(offline.json, { verified: true, records: 1500, keyFrom: 'given', heldCheckpoints: 1 })
    const withKey = await terminal.run(`audit verify --file log.ndjson --vkey ${vkey}`)
    t.equal(withKey.exitCode, 0)

    const witness = signerFromSeed(newSeed())
    const key = { name: 'witness.example/w1', type: cosignatureType, publicKey: witness.publicKey }
    writeFileSync(at('policy'), `witness w1 ${formatVerifierKey(key)}\nquorum w1\n`)
    const policed = `audit verify --file log.ndjson --vkey ${vkey} --policy policy`
    t.match(
      (await terminal.run(`${policed} --checkpoint held.txt --json`)).json,
      { verified: false, problem: 'not-confirmed' },
      'a log that no witness has confirmed is not taken for the one that everybody sees',
    )
    const cosign = cosigner({ ...key, sign: (message) => witness.sign(message) }, () => 1_900_000_000n)
    const signature = cosign.sign(parseNote(checkpoint).text)
    writeFileSync(
      at('confirmed.txt'),
      addSignatureLines(checkpoint, formatSignatureLines([{ ...cosign, signature }])),
    )
    const confirmed = await terminal.run(`${policed} --checkpoint confirmed.txt`)
    t.match(confirmed.stdout, /Confirmed {3}700 records, all but the newest 800, by w1\n/)
    t.equal((await terminal.run(policed.replace('policy policy', 'policy log.vkey'))).exitCode, 2)
    const trusting = await terminal.run('audit verify --file log.ndjson')
    t.equal(trusting.exitCode, 2)
    t.match(trusting.stderr, /--file needs --vkey/)
    t.equal((await terminal.run('audit verify --file log.ndjson --vkey log.ndjson')).exitCode, 2)
  })

  await t.test('exit 3 at the first mismatch, naming the index', async (t) => {
    const tampered = longer.lines.with(
      42,
      longer.lines[42]?.replace(String.raw`\"outcome\":\"none\"`, String.raw`\"outcome\":\"hit\"`) ?? '',
    )
    state.lines = tampered
    const changed = await run('audit verify')
    t.equal(changed.exitCode, 3)
    t.match(changed.stdout, /^NOT VERIFIED at index 42 \(commitment-mismatch\)\n/)
    state.lines = longer.lines.toSpliced(10, 1)
    t.match((await run('audit verify --json')).json, { verified: false, problem: 'out-of-order', index: 10 })
    state.lines = longer.lines.slice(0, -1)
    t.match((await run('audit verify --json')).json, { verified: false, problem: 'checkpoint-missing' })

    const forged = exportOf(1500, signerFromSeed(newSeed()), origin)
    state.lines = forged.lines
    t.match(
      (await run('audit verify --json')).json,
      { verified: false, problem: 'checkpoint-invalid' },
      'another key',
    )
    state.lines = exportOf(600, log, origin).lines
    t.match((await run('audit verify --checkpoint held.txt --json')).json, {
      verified: false,
      problem: 'too-short',
    })
  })
})

t.test('the key is never taken from the node that keeps the log', async (t) => {
  const { log, origin, state, run, certify, terminal, gateway, pin, at } = await federationOfOne(t)
  state.lines = exportOf(3, log, origin).lines
  writeFileSync(at('password'), stubUsers['xa-auditor'] ?? '')
  const line = `audit verify --gateway ${gateway} --user xa-auditor --password-file password`
  const bare = await terminal.run(line)
  t.equal(bare.exitCode, 2)
  t.match(bare.stderr, /A key from the node that keeps the log proves nothing/)
  const pinned = await terminal.run(`${line} --federation-file federation-document.json --pin ${pin} --json`)
  t.match(pinned.json, { verified: true, keyFrom: 'root' })
  const otherPin = await terminal.run(
    `${line} --federation-file federation-document.json --pin ${'0'.repeat(64)}`,
  )
  t.equal(otherPin.exitCode, 3)
  t.match(otherPin.stderr, /not the version that this node pinned/)

  state.statements = [certify(signerFromSeed(newSeed()))]
  const forged = await run('audit verify')
  t.equal(forged.exitCode, 3)
  t.match(forged.stderr, /a key statement that its root did not sign/)
  state.statements = []
  const none = await run('audit verify')
  t.equal(none.exitCode, 3)
  t.match(none.stderr, /has certified no log key yet/)
})

t.test('federation: shown, compared with the document, verified offline', async (t) => {
  const { root, run, state, at, terminal, pin, log } = await federationOfOne(t)
  const shown = await run('federation show')
  t.equal(shown.exitCode, 0, shown.stderr)
  t.match(
    shown.stdout,
    /test, version 1, as XA knows it and its members signed it\n[^]*XA +Arvenia +7 +this node +Duty desk/,
  )
  t.match((await run('federation quarantine')).stdout, /Nothing was refused/)
  const published = await run('keys published --json')
  t.match(published.json, { statements: [{ jurisdiction: 'XA', use: 'log', keyid: keyIdOf(log.publicKey) }] })
  const verified = await terminal.run('federation verify --data . --json')
  t.match(verified.json, {
    verified: true,
    members: [{ jurisdiction: 'XA', rootKeyId: keyIdOf(root.publicKey) }],
  })

  state.roots = state.roots.map((member) => ({
    ...member,
    root: toBase64(signerFromSeed(newSeed()).publicKey),
  }))
  const other = await run('federation show')
  t.equal(other.exitCode, 3)
  t.match(other.stderr, /another federation than the document that you hold/)

  const line = readFileSync(at('federation-document.json'), 'utf8')
  const envelope: { payload: string } = JSON.parse(line)
  const flipped = fromBase64(envelope.payload)
  flipped[40] = (flipped[40] ?? 0) ^ 1
  writeFileSync(at('tampered.json'), JSON.stringify({ ...envelope, payload: toBase64(flipped) }))
  const tampered = await terminal.run(`federation verify --federation-file tampered.json --pin ${pin}`)
  t.equal(tampered.exitCode, 3)
  t.match(tampered.stderr, /Version 1 of the federation is refused/)
})
