import {
  federationDocument,
  fromBase64,
  parseEnvelope,
  sha256Hex,
  utf8,
  type Envelope,
  type FederationDocument,
  type Member,
} from '@crosswatch/protocol'
import { CryptoError } from './crypto-error.ts'
import { assertStrongPublicKey, keyIdOf, type Signer } from './ed25519.ts'
import { signDocument, validSigners } from './envelope.ts'

/** The federation as a node knows it: the newest version whose whole history verified. */
export interface Federation {
  readonly document: FederationDocument
  readonly name: string
  /** By jurisdiction code. */
  readonly members: ReadonlyMap<string, Member & { readonly rootKey: Uint8Array }>
}

/**
 * Verifies the history of a federation, one envelope a line, oldest first.
 *
 * The first version is trusted because its hash was pinned; each later one because two thirds of the members of the
 * version before signed it.
 *
 * @param lines content of the federation file; may come from anyone
 * @param pin SHA-256 of the first version's payload, in hexadecimal
 * @throws {CryptoError} `federation-broken`, naming the version, or `weak-public-key` if a root is one
 */
export function verifyFederation(lines: string, pin: string): Federation {
  const envelopes = lines.split('\n').filter((line) => line !== '')
  let current: Federation | undefined
  let previousHash: string | null = null
  for (const [index, line] of envelopes.entries()) {
    const { envelope, payload, document } = readVersion(line, index + 1)
    const hash = sha256Hex(payload)
    if (index === 0 && hash !== pin) throw broken(1, 'it is not the version that this node pinned')
    if (document.previous !== previousHash)
      throw broken(index + 1, 'it does not follow from the version before')
    if (current !== undefined && document.federation !== current.name)
      throw broken(index + 1, 'it names another federation')
    const next = federationOf(document, index + 1)
    requireQuorum(envelope, current ?? next, index + 1)
    current = next
    previousHash = hash
  }
  if (current === undefined)
    throw new CryptoError('federation-broken', 'The federation file holds no version.')
  return current
}

/** One line of a federation file: the document signed by the given roots. */
export function signFederation(document: FederationDocument, roots: readonly Signer[]): Envelope {
  return signDocument(federationDocument, document, ...roots)
}

/** What nodes pin: SHA-256 of the payload of the first version. */
export function pinOf(document: FederationDocument): string {
  return sha256Hex(federationDocument.encode(document))
}

/** How many members must sign the version after one with this many members. */
export function quorumOf(members: number): number {
  return Math.ceil((members * 2) / 3)
}

function readVersion(line: string, version: number) {
  try {
    const envelope = parseEnvelope(utf8(line))
    if (envelope.payloadType !== federationDocument.payloadType)
      throw broken(version, 'it is another kind of document')
    const payload = fromBase64(envelope.payload)
    const document = federationDocument.decode(payload)
    if (document.version !== version) throw broken(version, 'its number is out of order')
    return { envelope, payload, document }
  } catch (cause) {
    if (cause instanceof CryptoError) throw cause
    throw broken(version, 'it is malformed', cause)
  }
}

function federationOf(document: FederationDocument, version: number): Federation {
  const members = new Map(
    document.members.map((member) => [member.jurisdiction, { ...member, rootKey: fromBase64(member.root) }]),
  )
  if (members.size !== document.members.length) throw broken(version, 'it lists a member twice')
  const roots = new Set(document.members.map(({ root }) => root))
  if (roots.size !== document.members.length) throw broken(version, 'two members share a root key')
  for (const { rootKey } of members.values()) assertStrongPublicKey(rootKey)
  return { document, name: document.federation, members }
}

function requireQuorum(envelope: Envelope, electorate: Federation, version: number): void {
  const roots = new Map([...electorate.members.values()].map(({ rootKey }) => [keyIdOf(rootKey), rootKey]))
  const signed = validSigners(envelope, roots).size
  const needed = quorumOf(roots.size)
  if (signed < needed) throw broken(version, `${signed} members signed it and ${needed} are needed`)
}

function broken(version: number, why: string, cause?: unknown): CryptoError {
  return new CryptoError('federation-broken', `Version ${version} of the federation is refused: ${why}.`, {
    cause,
  })
}
