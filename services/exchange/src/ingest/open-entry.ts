import {
  acceptChannel,
  channelEpoch,
  CryptoError,
  openBody,
  openCompartment,
  openDocument,
  type ClosedCompartment,
  type FeedKeys,
} from '@crosswatch/crypto'
import {
  compartmentDocuments,
  FormatError,
  letterDocument,
  letterTypes,
  type FeedHeader,
  type JurisdictionCode,
  type Letter,
  type LetterKind,
} from '@crosswatch/protocol'
import { channelKeysFor, type FeedState } from './feed-state.ts'
import { Refusal } from './refusal.ts'
import type { VerifiedEntry } from './verify-entry.ts'

/** What this node can learn from an entry with its own secrets. */
export type OpenedEntry =
  | { readonly kind: 'channel'; readonly epoch: string; readonly key: Uint8Array }
  | {
      readonly kind: 'letter'
      readonly letter: LetterKind
      /** The alert it is about. */
      readonly ref: string
      /** Canonical bytes of the signed document. */
      readonly document: Uint8Array
      readonly compartments: readonly ClosedCompartment[]
    }

/** What opening needs of this node. */
export interface OwnSecrets {
  readonly jurisdiction: JurisdictionCode
  channelSecret(epoch: string): Uint8Array | undefined
}

/**
 * Opens an entry as far as it is addressed to this node.
 *
 * @returns nothing where it is not: then only its header is kept
 * @throws {Refusal} `channel-refused` or `letter-refused`: the entry stands in the chain, its content does not count
 */
export function openEntry(entry: VerifiedEntry, state: FeedState, own: OwnSecrets): OpenedEntry | undefined {
  const { header } = entry
  const { body } = entry.frame
  if (body === undefined) return undefined
  if (header.class === 'channel')
    return refusing('channel-refused', () => openChannelEntry(header, body, own))
  if (header.class === 'sealed')
    return refusing('letter-refused', () => openSealedEntry(header, body, state, entry.keys))
  return undefined
}

function openChannelEntry(header: FeedHeader, body: Uint8Array, own: OwnSecrets): OpenedEntry | undefined {
  const epoch = channelEpoch(body)
  const secret = own.channelSecret(epoch)
  const { federation, issuer } = header
  const key =
    secret && acceptChannel(body, secret, { federation, issuer, recipient: own.jurisdiction, epoch })
  return key && { kind: 'channel', epoch, key }
}

function openSealedEntry(
  header: FeedHeader,
  body: Uint8Array,
  state: FeedState,
  keys: FeedKeys,
): OpenedEntry | undefined {
  const opened = openBody(header, body, channelKeysFor(state, header.at.slice(0, 7)))
  if (opened === undefined) return undefined
  const letter = letterDocument.decode(opened.letter)
  const signedAt = (keyid: string) => keys.signingKey(keyid, header.seq, header.at)
  const about = readLetter(letter, header, signedAt)
  for (const compartment of opened.compartments) checkCompartment(compartment, about)
  return {
    kind: 'letter',
    letter: letter.kind,
    ref: about.ref,
    document: about.payload,
    compartments: opened.compartments,
  }
}

interface LetterContent {
  readonly ref: string
  readonly payload: Uint8Array
  readonly commitments: Readonly<Partial<Record<string, string>>>
}

function readLetter(
  letter: Letter,
  header: FeedHeader,
  keyOf: (keyid: string) => Uint8Array | undefined,
): LetterContent {
  const type = letterTypes[letter.kind]
  if (type === undefined)
    throw new Refusal('letter-refused', `This node does not take letters of kind ${letter.kind}.`)
  const { value, payload } = openDocument(type.document, letter.document, keyOf)
  const { issuer, ref, commitments } = type.about(value)
  if (issuer !== header.issuer) throw new Refusal('letter-refused', 'The letter speaks for another issuer.')
  return { ref, payload, commitments }
}

/** Proves that a compartment is the one committed to, and that it holds what such a compartment may hold. */
function checkCompartment(compartment: ClosedCompartment, { payload, commitments }: LetterContent): void {
  const bytes = openCompartment(compartment, payload, commitments[compartment.name])
  compartmentDocuments[compartment.name].decode(bytes)
}

function refusing<T>(reason: 'channel-refused' | 'letter-refused', open: () => T): T {
  try {
    return open()
  } catch (cause) {
    if (!(cause instanceof FormatError || cause instanceof CryptoError)) throw cause
    throw new Refusal(reason, cause.message, { cause })
  }
}
