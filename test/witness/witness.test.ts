import { readFileSync } from 'node:fs'
import {
  loadKeyFile,
  logKeysFrom,
  newSeed,
  storageKeyFrom,
  verifyMlDsa,
  verifySignature,
} from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { startFederation } from '@crosswatch/infra'
import { createAccessLog } from '@crosswatch/service-kit'
import {
  appendLeaves,
  ed25519Signer,
  ed25519Verifier,
  emptyTree,
  formatAddCheckpoint,
  leafHash,
  logOrigin,
  openCheckpoint,
  parsePolicy,
  parseVerifierKey,
  policyVerifier,
  proveConsistency,
  signCheckpoint,
  treeRoot,
} from '@crosswatch/transparency'
import t from 'tap'
import { staffOf, until } from '../support/sharing.ts'

// Three nodes as processes of their own, over real leaves and a hub.

t.test('nodes witness each other, and catch one that tells two histories', async (t) => {
  await using federation = await startFederation({
    nodes: 3,
    services: ['audit', 'exchange'],
    processes: 'node',
    logLevel: 'warn',
    staleAfterSeconds: 10,
  })
  const nodes = new Map(federation.description.nodes.map((node) => [node.jurisdiction, node]))
  const get = async (code: string, path: string) =>
    (await fetch(`${nodes.get(code)?.services.audit.url}${path}`)).text()
  const keyFile = nodes.get('XA')?.files
  if (keyFile === undefined) throw new Error('no node XA')
  const vkey = readFileSync(keyFile.logPublicKey, 'utf8').trim()
  const { name: origin } = parseVerifierKey(vkey)
  t.equal(origin, logOrigin('crosswatch-demo', 'XA'))
  const verifier = ed25519Verifier(vkey, verifySignature)

  await t.test('a look is confirmed by two thirds of the others within 5 seconds', async (t) => {
    const { auditor } = await staffOf(federation, 'XA')
    let policy: ReturnType<typeof parsePolicy> | undefined
    await until('the keys of all witnesses are known', async () => {
      policy = parsePolicy(await get('XA', '/policy'))
      return policy.witnesses.length === 6
    })
    if (policy === undefined) throw new Error('no policy')
    const judge = policyVerifier(policy, { ed25519: verifySignature, mlDsa: verifyMlDsa })
    const confirmed = async () => judge.open(await get('XA', '/checkpoint'), origin, [verifier])
    await until('the first confirmation', async () => (await confirmed()).quorum)
    const { size } = await confirmed()
    const start = performance.now()
    await auditor.expect('audit', 'POST', '/v1/records/search', { purpose: 'oversight' })
    await until('the look is confirmed', async () => (await confirmed()).size > size, { everyMs: 20 })
    const seconds = (performance.now() - start) / 1000
    t.ok(seconds < 5, `${seconds.toFixed(2)} s`)
    t.same(
      [...(await confirmed()).cosigned].toSorted(),
      ['XB-1', 'XB-2', 'XC-1', 'XC-2', 'neutral-1', 'neutral-2'],
      'Ed25519 and ML-DSA-44 of two nodes and of the neutral witness',
    )
    t.equal(policy.quorum, 'quorum')
  })

  await t.test('without the neutral witness disclosures stop, and with it they go on', async (t) => {
    const url = nodes.get('XA')?.database.url ?? ''
    await using database = connectDatabase({ url, applicationName: 'test', max: 1 })
    const log = createAccessLog({
      jurisdiction: 'XA',
      storageKey: storageKeyFrom(newSeed()),
      software: 'test',
    })
    const look = () =>
      log.append(database.db, [
        {
          operation: 'query',
          outcome: 'none',
          officer: 'somebody',
          authority: 'Border Guard',
          roles: ['border-officer'],
          purpose: 'border-check',
        },
      ])
    const ready = async () => /"witnesses":true/.test(await get('XA', '/readyz'))
    await look()
    // Stopped, not ended: what ends is started again at once.
    t.ok(federation.processes.kill('witness', 'SIGSTOP'))
    await until('the log is stale', async () => !(await ready()))
    await t.rejects(look(), { code: 'witnessing-stale', status: 503 })
    t.ok(federation.processes.kill('witness', 'SIGCONT'))
    await until('it is confirmed again', ready)
    await look()

    t.ok(federation.processes.kill('witness', 'SIGKILL'))
    await federation.processes.waitReady({ names: ['witness'] })
    const { size } = openCheckpoint(await get('XA', '/checkpoint'), origin, [verifier])
    await look()
    await until('after a kill it goes on where it stood', async () => {
      const now = openCheckpoint(await get('XA', '/checkpoint'), origin, [verifier])
      return now.size > size
    })
  })

  await t.test('two histories shown to two others are caught by every other within a minute', async (t) => {
    const { log } = logKeysFrom(await loadKeyFile('log', keyFile.logKey, keyFile.passphrase))
    const signer = ed25519Signer(origin, log.publicKey, (message) => log.sign(message))
    // The node itself goes on honestly: somebody has its key, and continues its log in two ways, each where a witness holds it.
    const continueAt = async (code: string, size: bigint): Promise<number> => {
      const width = Number(size)
      t.ok(width > 0 && width < 256, 'one tile holds all leaves')
      const tile = await fetch(`${nodes.get('XA')?.services.audit.url}/tile/0/000.p/${width}`)
      const bytes = new Uint8Array(await tile.arrayBuffer())
      const leaves = Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32))
      const forged = [1, 2, 3].map((i) => leafHash(Buffer.from(`${code} ${i}`)))
      const { edge, tiles } = appendLeaves(emptyTree(), [...leaves, ...forged])
      const proof = await proveConsistency(size, edge.size, async (ids) =>
        ids.map(
          ({ level, index }) =>
            tiles.find((one) => one.level === level && one.index === index)?.hashes ?? bytes,
        ),
      )
      const checkpoint = signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [signer])
      const answer = await fetch(`${nodes.get(code)?.services.audit.url}/add-checkpoint`, {
        method: 'POST',
        body: formatAddCheckpoint({ old: size, proof, checkpoint }),
      })
      // The log has grown meanwhile, and the witness with it.
      if (answer.status === 409) return continueAt(code, BigInt((await answer.text()).trim()))
      return answer.status
    }
    const { size } = openCheckpoint(await get('XA', '/checkpoint'), origin, [verifier])
    const start = performance.now()
    t.equal(await continueAt('XB', size), 200)
    // Or the others have told it already.
    t.ok([200, 403].includes(await continueAt('XC', size)))
    for (const code of ['XB', 'XC']) {
      await until(`the alarm at ${code}`, async () =>
        (await get(code, '/readyz')).includes(`${origin}: signed two histories`),
      )
      t.match(await get(code, '/metrics'), /crosswatch_audit_equivocations\{service="audit"\} 1/)
    }
    const seconds = (performance.now() - start) / 1000
    t.ok(seconds < 60, `${seconds.toFixed(1)} s`)
  })
})
