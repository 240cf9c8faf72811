import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  newSeed,
  sealKeyFile,
  signerFromSeed,
  verifyMlDsa,
  verifySignature,
  writeKeyFile,
} from '@crosswatch/crypto'
import { loadConfig, createLogger } from '@crosswatch/service-kit'
import {
  appendLeaves,
  cosignatureVerifier,
  ed25519Signer,
  ed25519Type,
  ed25519Verifier,
  emptyRoot,
  emptyTree,
  formatAddCheckpoint,
  formatVerifierKey,
  leafHash,
  openNote,
  parseEquivocation,
  parseNote,
  proveConsistency,
  provesEquivocation,
  signCheckpoint,
  type Tile,
  treeRoot,
} from '@crosswatch/transparency'
import t, { type Test } from 'tap'
import { openCheckpointStore } from '../src/checkpoint-store.ts'
import { createCheckpointStore, startService, WitnessConfig } from '../src/index.ts'

const origin = 'crosswatch/test/XA/access-log'
const log = signerFromSeed(newSeed())
const signer = ed25519Signer(origin, log.publicKey, (message) => log.sign(message))
const logVkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey: log.publicKey })
const logLine = (publicKey: Uint8Array) =>
  `log ${formatVerifierKey({ name: origin, type: ed25519Type, publicKey })}\n`

/** A tree of made-up leaves that can be extended in more than one way. */
function tree(...parts: readonly [string, number][]) {
  const leaves = parts.flatMap(([name, count]) =>
    Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`${name} ${i}`))),
  )
  const { edge, tiles } = appendLeaves(emptyTree(), leaves)
  const at = ({ level, index }: Pick<Tile, 'level' | 'index'>) =>
    tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array()
  const checkpoint = (by = signer) => signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [by])
  return {
    checkpoint,
    asked: async (old: bigint, by = signer) =>
      formatAddCheckpoint({
        old,
        proof: await proveConsistency(old < edge.size ? old : edge.size, edge.size, async (ids) =>
          ids.map(at),
        ),
        checkpoint: checkpoint(by),
      }),
  }
}

function folderFor(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-witness-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A witness as it runs for real, without its process. */
async function startWitness(t: Test, folder = folderFor(t), seed = newSeed()) {
  const file = (name: string) => join(folder, name)
  if (!existsSync(file('key'))) {
    writeFileSync(file('passphrase'), 'a passphrase of the test')
    await writeKeyFile(
      file('key'),
      await sealKeyFile('witness', 'test', seed, 'a passphrase of the test', { memoryKiB: 8192, passes: 1 }),
    )
    writeFileSync(file('logs'), logLine(log.publicKey))
    await createCheckpointStore(file('store'))
  }
  const config = loadConfig(WitnessConfig, {
    CROSSWATCH_NAME: 'witness.example/test',
    CROSSWATCH_KEY_FILE: file('key'),
    CROSSWATCH_PASSPHRASE_FILE: file('passphrase'),
    CROSSWATCH_LOGS_FILE: file('logs'),
    CROSSWATCH_STORE_FOLDER: file('store'),
  })
  const app = await startService({ config, logger: createLogger({ service: 'witness', level: 'silent' }) })
  t.teardown(() => app.close())
  await app.ready()
  return {
    app,
    folder,
    add: async (body: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/add-checkpoint',
        body,
        headers: { 'content-type': 'text/plain' },
      })
      return { status: answer.statusCode, body: answer.body, type: answer.headers['content-type'] }
    },
  }
}

t.test('a log is cosigned with both keys as long as it only grows', async (t) => {
  const { app, add } = await startWitness(t)
  const keys = (await app.inject('/keys')).body.trim().split('\n')
  t.equal(keys.length, 2)
  const five = tree(['a', 5])
  const first = await add(await five.asked(0n))
  t.equal(first.status, 200)
  const note = `${parseNote(five.checkpoint()).text}\n${first.body}`
  for (const vkey of keys) {
    const verifier = cosignatureVerifier(vkey, { ed25519: verifySignature, mlDsa: verifyMlDsa })
    t.equal(openNote(note, [verifier]).verified.length, 1, vkey.slice(0, 30))
  }
  t.equal((await add(await tree(['a', 9]).asked(5n))).status, 200)
  t.equal((await add(await tree(['a', 9]).asked(9n))).status, 200, 'the same tree once more')
  t.match((await app.inject('/readyz')).json(), { ready: true, checks: { logs: true } })
})

t.test('whatever else is asked gets the status of tlog-witness', async (t) => {
  const { app, add } = await startWitness(t)
  const empty = signCheckpoint({ origin, size: 0n, root: emptyRoot() }, [signer])
  t.equal(
    (await add(formatAddCheckpoint({ old: 0n, proof: [], checkpoint: empty }))).status,
    200,
    'an empty log',
  )
  t.equal((await add(await tree(['a', 5]).asked(0n))).status, 200)
  const stranger = signerFromSeed(newSeed())
  const other = 'crosswatch/test/XB/access-log'
  const unknown = signCheckpoint({ origin: other, size: 0n, root: emptyRoot() }, [
    ed25519Signer(other, stranger.publicKey, (message) => stranger.sign(message)),
  ])
  const forged = ed25519Signer(origin, stranger.publicKey, (message) => stranger.sign(message))
  const wrong: readonly [string, string, number][] = [
    ['a log that is not known', formatAddCheckpoint({ old: 0n, proof: [], checkpoint: unknown }), 404],
    ["another's signature", await tree(['a', 9]).asked(5n, forged), 403],
    ['no request', 'nonsense', 400],
    ['a size beyond the checkpoint', await tree(['a', 5]).asked(6n), 400],
    ['a proof that does not hold', await tree(['a', 4], ['b', 5]).asked(5n), 422],
  ]
  for (const [what, body, status] of wrong) t.same((await add(body)).status, status, what)
  const late = await add(await tree(['a', 9]).asked(0n))
  t.match(late, { status: 409, body: '5\n', type: 'text/x.tlog.size' }, 'an older size')
  t.match(
    await add(await tree(['b', 5]).asked(5n)),
    { status: 409, body: '5\n' },
    'another root of the same size',
  )
  const metrics = (await app.inject('/metrics')).body
  t.match(
    metrics,
    /crosswatch_witness_suspicions_total\{log="crosswatch\/test\/XA\/access-log",service="witness"\} 3/,
  )
  t.match(metrics, /crosswatch_witness_answers_total\{status="422",service="witness"\} 1/)
  t.equal((await app.inject('/openapi.json')).statusCode, 200)
})

t.test('two histories never both get a cosignature, from one process or two', async (t) => {
  const first = await startWitness(t)
  const second = await startWitness(t, first.folder)
  await first.add(await tree(['a', 3]).asked(0n))
  let size = 3
  for (let round = 0; round < 20; round++) {
    const histories = Array.from({ length: 6 }, (_, i) => tree(['a', size], [`history ${round} ${i}`, 2]))
    const answers = await Promise.all(
      histories.map(async (one, i) => (i % 2 === 0 ? first : second).add(await one.asked(BigInt(size)))),
    )
    t.equal(answers.filter(({ status }) => status === 200).length, 1, `round ${round}: one`)
    t.ok(answers.every(({ status }) => status === 200 || status === 409))
    // Go on from one that everybody holds: a fresh store for the next round.
    rmSync(join(first.folder, 'store'), { recursive: true })
    await createCheckpointStore(join(first.folder, 'store'))
    size++
    t.equal((await first.add(await tree(['a', size]).asked(0n))).status, 200)
  }
})

t.test('killed at any moment, it holds what it has cosigned', { timeout: 120_000 }, async (t) => {
  const folder = folderFor(t)
  const store = join(folder, 'store')
  await createCheckpointStore(store)
  const program = new URL('killed-witness.ts', import.meta.url)
  let size = 0
  for (let round = 0; round < 8; round++) {
    const child = fork(program, [store, String(size)], { execArgv: ['--conditions=@crosswatch/source'] })
    let said = size
    child.on('message', (message) => (said = Number(message)))
    await once(child, 'message')
    await new Promise((done) => setTimeout(done, 30 + Math.random() * 60))
    child.kill('SIGKILL')
    await once(child, 'close')
    const held = await (await openCheckpointStore(store)).read(origin)
    size = Number(held?.size ?? 0n)
    t.ok(size >= said, `round ${round}: ${said} was said, ${size} is held`)
    t.ok(said > 0)
  }
  const states = readdirSync(store).find((name) => name !== 'store.json') ?? ''
  t.ok(readdirSync(join(store, states)).length <= 12, 'old states are cleared away, but for what a kill left')
})

t.test('a changed list of logs counts at once; one that cannot be read leaves the earlier one', async (t) => {
  const { add, folder } = await startWitness(t)
  const fresh = signerFromSeed(newSeed())
  const next = ed25519Signer(origin, fresh.publicKey, (message) => fresh.sign(message))
  t.equal((await add(await tree(['a', 5]).asked(0n, next))).status, 403)
  const put = (text: string, at: number) => {
    writeFileSync(join(folder, 'logs'), text)
    utimesSync(join(folder, 'logs'), at, at)
  }
  put(`${logLine(log.publicKey)}# since May\n${logLine(fresh.publicKey)}`, 1_000)
  t.equal((await add(await tree(['a', 5]).asked(0n, next))).status, 200)
  put('log nonsense\n', 2_000)
  t.equal((await add(await tree(['a', 6]).asked(5n))).status, 200)
})

t.test('a log that has signed two histories is cosigned no more, and anybody can see why', async (t) => {
  const { app, add, folder } = await startWitness(t)
  await add(await tree(['a', 5]).asked(0n))
  t.equal((await add(await tree(['b', 5]).asked(5n))).status, 409)
  const evidence = async () => (await app.inject('/evidence')).json().logs
  for (let turn = 0; turn < 100 && (await evidence()).length === 0; turn++) {
    await new Promise((done) => setTimeout(done, 20))
  }
  const [found] = await evidence()
  t.equal(found?.origin, origin)
  t.ok(provesEquivocation(parseEquivocation(found.evidence), [ed25519Verifier(logVkey, verifySignature)]))
  t.equal((await add(await tree(['a', 9]).asked(5n))).status, 403)
  const again = await startWitness(t, folder)
  t.equal((await again.add(await tree(['a', 9]).asked(5n))).status, 403, 'after a start too')
  t.match(
    (await again.app.inject('/metrics')).body,
    /crosswatch_witness_equivocations\{service="witness"\} 1/,
  )
})

t.test('a witness that has lost its store does not begin anew', async (t) => {
  const { folder } = await startWitness(t)
  rmSync(join(folder, 'store'), { recursive: true })
  await t.rejects(startWitness(t, folder), {
    code: 'invalid-configuration',
    message: /CROSSWATCH_STORE_FOLDER/,
  })
  await createCheckpointStore(join(folder, 'store'))
  await t.rejects(createCheckpointStore(join(folder, 'store')), { code: 'already-exists' })
})

t.test('a wrong configuration is named, not guessed', async (t) => {
  const folder = folderFor(t)
  await startWitness(t, folder)
  writeFileSync(join(folder, 'logs'), 'witness w1 x\n')
  await t.rejects(startWitness(t, folder), { code: 'invalid-configuration', message: /CROSSWATCH_LOGS_FILE/ })
})
