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
  let current: Federation | undefined
  for (const [index, line] of linesOf(lines).entries()) {
    const { envelope, payload, document } = readVersion(line, index + 1)
    if (index === 0 && sha256Hex(payload) !== pin)
      throw broken(1, 'it is not the version that this node pinned')
    const next = nextVersion(document, current)
    requireQuorum(envelope, next)
    current = next.federation
  }
  if (current === undefined)
    throw new CryptoError('federation-broken', 'The federation file holds no version.')
  return current
}

/** A version as the members vote on it. */
export interface NextVersion {
  /** What the federation is once the version counts. */
  readonly federation: Federation
  /** SHA-256 of the payload, in hexadecimal: what signers compare, and the pin if the version is the first. */
  readonly digest: string
  /** Who may sign, by key id of the root: the members of the version before, or for the first one its own. */
  readonly electorate: ReadonlyMap<string, Member & { readonly rootKey: Uint8Array }>
  /** How many of them must sign. */
  readonly needed: number
}

/**
 * Checks that a document may follow a version, and says who decides whether it does. Looks at no signature.
 *
 * @param before the verified version before; undefined if the document is to be the first
 * @throws {CryptoError} `federation-broken`, naming the version, or `weak-public-key` if a root is one
 */
export function nextVersion(document: FederationDocument, before: Federation | undefined): NextVersion {
  const version = (before?.document.version ?? 0) + 1
  if (document.version !== version) throw broken(version, 'its number is out of order')
  if (document.previous !== (before === undefined ? null : digestOf(before.document)))
    throw broken(version, 'it does not follow from the version before')
  if (before !== undefined && document.federation !== before.name)
    throw broken(version, 'it names another federation')
  const federation = federationOf(document, version)
  const voters = [...(before ?? federation).members.values()]
  return {
    federation,
    digest: digestOf(document),
    electorate: new Map(voters.map((member) => [keyIdOf(member.rootKey), member])),
    needed: quorumOf(voters.length),
  }
}

/** The members of the electorate whose roots signed the envelope validly. */
export function signersOf(envelope: Envelope, { electorate }: NextVersion): readonly Member[] {
  const roots = new Map([...electorate].map(([keyid, { rootKey }]) => [keyid, rootKey]))
  const signed = validSigners(envelope, roots)
  return [...electorate].filter(([keyid]) => signed.has(keyid)).map(([, member]) => member)
}

/**
 * The pin that a federation file claims for itself. It proves nothing until it was compared with one that came by another way.
 *
 * @throws {CryptoError} `federation-broken` if the first line is no version
 */
export function claimedPin(lines: string): string {
  return sha256Hex(readVersion(linesOf(lines)[0] ?? '', 1).payload)
}

/** One line of a federation file: the document signed by the given roots. */
export function signFederation(document: FederationDocument, roots: readonly Signer[]): Envelope {
  return signDocument(federationDocument, document, ...roots)
}

/** What nodes pin: SHA-256 of the payload of the first version. */
export function pinOf(document: FederationDocument): string {
  return digestOf(document)
}

/** How many members must sign the version after one with this many members. */
export function quorumOf(members: number): number {
  return Math.ceil((members * 2) / 3)
}

function linesOf(file: string): string[] {
  return file.split('\n').filter((line) => line !== '')
}

/** SHA-256 of the payload. A decoded document encodes to the bytes that it came from: both ways are canonical. */
function digestOf(document: FederationDocument): string {
  return sha256Hex(federationDocument.encode(document))
}

function readVersion(line: string, version: number) {
  try {
    const envelope = parseEnvelope(utf8(line))
    if (envelope.payloadType !== federationDocument.payloadType)
      throw broken(version, 'it is another kind of document')
    const payload = fromBase64(envelope.payload)
    const document = federationDocument.decode(payload)
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

function requireQuorum(envelope: Envelope, next: NextVersion): void {
  const signed = signersOf(envelope, next).length
  if (signed >= next.needed) return
  throw broken(next.federation.document.version, `${signed} members signed it and ${next.needed} are needed`)
}

function broken(version: number, why: string, cause?: unknown): CryptoError {
  return new CryptoError('federation-broken', `Version ${version} of the federation is refused: ${why}.`, {
    cause,
  })
}
