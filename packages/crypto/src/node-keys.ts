import {
  Base64,
  canonicalBytes,
  CanonicalError,
  closed,
  Envelope,
  fromBase64,
  JurisdictionCode,
  parseCanonical,
  toBase64,
  Version1,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { channelKeyPair, channelSeedBytes, epochOf } from './channel.ts'
import { CryptoError } from './crypto-error.ts'
import { newSeed, signerFromSeed, type Signer } from './ed25519.ts'
import { readKeyEvent } from './feed-keys.ts'
import { certifyKey, keyOf } from './key-statement.ts'
import { randomBytes } from './random.ts'

/**
 * The online keys of a node, as they stand in its key file of kind `node`: secret seeds with the root's statement about
 * each, and statements about keys that other files hold (the log key).
 */
const NodeKeysFile = closed({
  v: Version1,
  federation: Type.String(),
  jurisdiction: JurisdictionCode,
  signing: Type.Array(closed({ seed: Base64, statement: Envelope }), { minItems: 1 }),
  channel: Type.Array(closed({ seed: Base64, epoch: Type.String(), statement: Envelope })),
  others: Type.Array(Envelope),
})
export type NodeKeysFile = Static<typeof NodeKeysFile>

const check = Compile(NodeKeysFile)

export interface NodeKeys {
  readonly federation: string
  readonly jurisdiction: string
  /** The newest signing key. */
  readonly signer: Signer
  /** X-Wing secret key of a month, if this node holds one. */
  channelSecret(epoch: string): Uint8Array | undefined
  /** Everything the root said about these keys, to be published in the feed. */
  readonly statements: readonly Envelope[]
}

/** Reads the secret content of a node key file. @throws {CryptoError} `key-file-malformed` */
export function readNodeKeys(secret: Uint8Array): NodeKeys {
  const file = parseNodeKeys(secret)
  const newest = file.signing.at(-1)
  if (newest === undefined)
    throw new CryptoError('key-file-malformed', 'The node key file holds no signing key.')
  const secrets = new Map(
    file.channel.map(({ epoch, seed }) => [epoch, channelKeyPair(fromBase64(seed)).secretKey]),
  )
  return {
    federation: file.federation,
    jurisdiction: file.jurisdiction,
    signer: signerFromSeed(fromBase64(newest.seed)),
    channelSecret: (epoch) => secrets.get(epoch),
    statements: [...file.signing, ...file.channel].map(({ statement }) => statement).concat(file.others),
  }
}

/** @throws {CryptoError} `key-file-malformed` */
export function parseNodeKeys(secret: Uint8Array): NodeKeysFile {
  let value: unknown
  try {
    value = parseCanonical(secret)
  } catch (cause) {
    if (!(cause instanceof CanonicalError)) throw cause
    throw new CryptoError('key-file-malformed', 'This is not the content of a node key file.', { cause })
  }
  if (!check.Check(value))
    throw new CryptoError('key-file-malformed', 'This is not the content of a node key file.')
  return value
}

export function encodeNodeKeys(file: NodeKeysFile): Uint8Array {
  return canonicalBytes(file)
}

/** A public key of this node whose secret another file holds. */
export interface OtherKey {
  readonly use: 'log' | 'witness' | 'match'
  readonly key: Uint8Array
}

/**
 * The key ceremony: the root certifies a signing key for 13 months and a channel key for each of them.
 *
 * @param others public keys kept elsewhere that the root certifies too, such as the log key and the witness keys
 */
export function createNodeKeys(
  root: Signer,
  owner: { readonly federation: string; readonly jurisdiction: string },
  from: Date,
  others: readonly OtherKey[] = [],
): NodeKeysFile {
  const validFrom = startOfMonth(from, 0)
  const validUntil = startOfMonth(from, 13)
  const seed = newSeed()
  const times = { validFrom, validUntil }
  return {
    v: 1,
    ...owner,
    signing: [
      {
        seed: toBase64(seed),
        statement: certifyKey(root, {
          ...owner,
          use: 'signing',
          key: signerFromSeed(seed).publicKey,
          ...times,
        }),
      },
    ],
    channel: Array.from({ length: 13 }, (_, month) =>
      createChannelKey(root, owner, startOfMonth(from, month)),
    ),
    others: others.map(({ use, key }) => certifyKey(root, { ...owner, use, key, ...times })),
  }
}

/** A new signing key beside the old ones, certified by the root: the node uses it from its next start. */
export function addSigningKey(file: NodeKeysFile, root: Signer, from: Date): NodeKeysFile {
  const fresh = createNodeKeys(root, { federation: file.federation, jurisdiction: file.jurisdiction }, from)
  const months = new Set(file.channel.map(({ epoch }) => epoch))
  return {
    ...file,
    signing: [...file.signing, ...fresh.signing],
    channel: [...file.channel, ...fresh.channel.filter(({ epoch }) => !months.has(epoch))],
  }
}

/**
 * The root certifies keys that other files hold for 13 months more. What it said of others before stays as it is.
 *
 * @param others by default the newest of each kind that the root certified, unless it took it back
 */
export function certifyOthers(
  file: NodeKeysFile,
  root: Signer,
  from: Date,
  others: readonly OtherKey[] = newestOthers(file, root),
): NodeKeysFile {
  const { federation, jurisdiction } = file
  const times = { validFrom: startOfMonth(from, 0), validUntil: startOfMonth(from, 13) }
  return {
    ...file,
    others: [
      ...file.others,
      ...others.map(({ use, key }) => certifyKey(root, { federation, jurisdiction, use, key, ...times })),
    ],
  }
}

function newestOthers({ federation, jurisdiction, others }: NodeKeysFile, root: Signer): OtherKey[] {
  const newest = new Map<string, OtherKey & { readonly keyid: string }>()
  const revoked = new Set<string>()
  for (const envelope of others) {
    const event = readKeyEvent(envelope, { federation, jurisdiction, rootKey: root.publicKey })
    if (event.kind === 'revocation') {
      revoked.add(event.revocation.keyid)
      continue
    }
    const { use } = event.statement
    const key = keyOf(event.statement)
    // A witness has a key of each signature scheme, told apart by their length.
    if (use !== 'signing' && use !== 'channel')
      newest.set(`${use} ${key.length}`, { use, key, keyid: event.keyid })
  }
  return [...newest.values()].filter(({ keyid }) => !revoked.has(keyid))
}

function createChannelKey(root: Signer, owner: { federation: string; jurisdiction: string }, month: Date) {
  const seed = randomBytes(channelSeedBytes)
  const epoch = epochOf(month)
  const statement = certifyKey(root, {
    ...owner,
    use: 'channel',
    key: channelKeyPair(seed).publicKey,
    epoch,
    validFrom: month,
    validUntil: startOfMonth(month, 1),
  })
  return { seed: toBase64(seed), epoch, statement }
}

function startOfMonth(from: Date, ahead: number): Date {
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + ahead, 1))
}
