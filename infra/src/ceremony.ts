import { createPrivateKey, createPublicKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  certifiedLogKeys,
  createNodeKeys,
  encodeNodeKeys,
  logKeysFrom,
  newContentKey,
  newSeed,
  pinOf,
  sealKeyFile,
  signFederation,
  signerFromSeed,
  writeKeyFile,
  type KeyFileKind,
  type Signer,
} from '@crosswatch/crypto'
import { envelopeBytes, fromBase64, parseEnvelope, sha256Hex, toBase64, utf8 } from '@crosswatch/protocol'
import type { FederationDocument } from '@crosswatch/protocol'
import type { Jurisdiction } from './jurisdictions.ts'
import type { Layout } from './layout.ts'
import { newSecret } from './secrets.ts'
import type { State } from './state.ts'
import { createWitness, type LogIdentity } from './witness-keys.ts'

const FEDERATION = 'crosswatch-demo'

/** The passphrases here are 192 random bits, which no amount of guessing finds: opening a key file may be cheap. */
const COST = { memoryKiB: 8 * 1024, passes: 1 }

/**
 * Makes every key of a demo federation and its signed federation document, once; later calls find them. In real life each
 * jurisdiction does its part on a machine of its own (`crosswatch keys`), and the roots never meet.
 *
 * @returns the pin: SHA-256 of the first federation document's payload, hex
 */
export async function holdCeremony(
  layout: Layout,
  state: State,
  now: Date,
): Promise<{ readonly pin: string }> {
  if (existsSync(layout.document)) return { pin: await readPin(layout) }
  // The document is written last: without it, an earlier ceremony was cut short and nothing of it counts.
  for (const { code } of state.jurisdictions)
    await rm(layout.node(code).directory, { recursive: true, force: true })
  await rm(layout.roots, { recursive: true, force: true })
  await mkdir(layout.roots, { recursive: true, mode: 0o700 })
  const roots: Signer[] = []
  const logs: LogIdentity[] = []
  for (const jurisdiction of state.jurisdictions) {
    const root = await createRoot(layout, jurisdiction.code)
    roots.push(root)
    logs.push(await createNode(layout, jurisdiction, root, now))
    const node = layout.node(jurisdiction.code)
    await writeFile(node.natsSeed, state.leafUsers[jurisdiction.code]?.seed ?? '', { mode: 0o600 })
    await writeFile(node.auditNatsSeed, state.auditUsers[jurisdiction.code]?.seed ?? '', { mode: 0o600 })
    const users = state.users.filter((user) => user.jurisdiction === jurisdiction.code)
    await writeFile(node.users, JSON.stringify(users, null, 2), { mode: 0o600 })
  }
  await createWitness(layout, logs, COST)
  const document = firstDocument(state.jurisdictions, roots, now)
  const line = envelopeBytes(signFederation(document, roots))
  await writeFile(layout.document, [line, '\n'], { mode: 0o644 })
  return { pin: pinOf(document) }
}

async function createRoot(layout: Layout, code: string): Promise<Signer> {
  const seed = newSeed()
  const passphrase = newSecret()
  const name = code.toLowerCase()
  await writeFile(join(layout.roots, `${name}.passphrase`), passphrase, { mode: 0o600 })
  const file = await sealKeyFile('root', `${code} root`, seed, passphrase, COST)
  await writeKeyFile(join(layout.roots, `${name}.root.json`), file)
  return signerFromSeed(seed)
}

/** The online keys of a node, each in a file of its own, all opened by the node's passphrase. */
async function createNode(
  layout: Layout,
  { code }: Jurisdiction,
  root: Signer,
  now: Date,
): Promise<LogIdentity> {
  const node = layout.node(code)
  await mkdir(node.directory, { recursive: true, mode: 0o700 })
  const passphrase = newSecret()
  await writeFile(node.passphrase, passphrase, { mode: 0o600 })
  const seal = async (kind: KeyFileKind, path: string, secret: Uint8Array) =>
    writeKeyFile(path, await sealKeyFile(kind, `${code} ${kind}`, secret, passphrase, COST))

  const logSeed = newSeed()
  const logKeys = certifiedLogKeys(logKeysFrom(logSeed))
  const keys = createNodeKeys(root, { federation: FEDERATION, jurisdiction: code }, now, logKeys)
  const tokenSeed = newSeed()
  await seal('node', node.keys, encodeNodeKeys(keys))
  await seal('log', node.logKey, logSeed)
  await seal('storage', node.storageKey, newContentKey())
  await seal('token', node.tokenKey, tokenSeed)
  await writeFile(node.tokenPublicKey, publicKeyPem(tokenSeed), { mode: 0o644 })
  return { federation: FEDERATION, jurisdiction: code, publicKey: logKeysFrom(logSeed).log.publicKey }
}

function firstDocument(
  jurisdictions: readonly Jurisdiction[],
  roots: readonly Signer[],
  now: Date,
): FederationDocument {
  return {
    v: 1,
    federation: FEDERATION,
    version: 1,
    previous: null,
    at: now.toISOString(),
    members: jurisdictions.map(({ code, name, authority }, index) => ({
      jurisdiction: code,
      name,
      root: toBase64(roots[index]?.publicKey ?? new Uint8Array()),
      contact: {
        desk: `Duty desk, ${authority}`,
        phone: `+999 ${String(index + 1).padStart(2, '0')} 555 0100`,
        email: `desk@${code.toLowerCase()}.example`,
        hours: 'day and night',
      },
    })),
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
}

async function readPin(layout: Layout): Promise<string> {
  const [first = ''] = (await readFile(layout.document, 'utf8')).split('\n')
  return sha256Hex(fromBase64(parseEnvelope(utf8(first)).payload))
}

/** The public key of an Ed25519 seed as PEM (SPKI), by way of PKCS #8 (RFC 8410, section 7). */
function publicKeyPem(seed: Uint8Array): string {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
}
