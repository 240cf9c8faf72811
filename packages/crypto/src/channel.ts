import { bucketFor, concatBytes, sameBytes, sha256, toHex, utf8, type Epoch } from '@crosswatch/protocol'
import { CryptoError } from './crypto-error.ts'
import { derive } from './derive.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

/**
 * A channel key: a secret of one month between an issuer and a recipient, in that direction, established by X-Wing
 * (draft-connolly-cfrg-xwing-kem: ML-KEM-768 and X25519), so that traffic recorded today does not open to a quantum
 * computer later.
 *
 * The body of a `channel` entry, padded with random bytes to its bucket:
 *
 *   "XWC1" | month "2026-03" | X-Wing ciphertext (1120) | confirmation (32) | padding
 *
 * It names no recipient. Everyone tries it with their key of that month; the confirmation tells the one it is for.
 */
export const channelPublicKeyBytes = 1216
export const channelSeedBytes = 32
const ciphertextBytes = 1120
const confirmationBytes = 32
const magic = utf8('XWC1')
const epochBytes = 7

export interface ChannelContext {
  readonly federation: string
  readonly issuer: string
  readonly recipient: string
  readonly epoch: Epoch
}

/** The X-Wing key pair of a month, from 32 secret bytes. */
export function channelKeyPair(seed: Uint8Array): {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
} {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(seed)
  return { publicKey, secretKey: privateKey }
}

/** Establishes a channel: its key (32 bytes), and the body of the entry that tells the recipient. */
export function openChannel(
  recipientKey: Uint8Array,
  context: ChannelContext,
): { readonly key: Uint8Array; readonly body: Uint8Array } {
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(recipientKey)
  const key = channelKey(sharedSecret, context)
  const used = concatBytes(magic, utf8(context.epoch), ciphertext, confirmationOf(key, ciphertext, context))
  return { key, body: concatBytes(used, randomBytes(bucketFor(used.length) - used.length)) }
}

/** The month that a channel body is for. @throws {CryptoError} `body-malformed` */
export function channelEpoch(body: Uint8Array): Epoch {
  const length = magic.length + epochBytes + ciphertextBytes + confirmationBytes
  if (body.length < length || !sameBytes(body.subarray(0, magic.length), magic)) {
    throw new CryptoError('body-malformed', 'This is not the body of a channel entry.')
  }
  const epoch = Buffer.from(body.subarray(magic.length, magic.length + epochBytes)).toString('latin1')
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(epoch))
    throw new CryptoError('body-malformed', 'The channel entry names no month.')
  return epoch
}

/**
 * Tries a channel body with a month's secret key.
 *
 * @returns the channel key, or nothing if the entry is for somebody else
 */
export function acceptChannel(
  body: Uint8Array,
  secretKey: Uint8Array,
  context: ChannelContext,
): Uint8Array | undefined {
  const at = magic.length + epochBytes
  const ciphertext = body.subarray(at, at + ciphertextBytes)
  const confirmation = body.subarray(at + ciphertextBytes, at + ciphertextBytes + confirmationBytes)
  const key = channelKey(decapsulate(ciphertext, secretKey), context)
  const expected = confirmationOf(key, ciphertext, context)
  return sodium.memcmp(confirmation, expected) ? key : undefined
}

function decapsulate(ciphertext: Uint8Array, secretKey: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_kem_xwing_dec(ciphertext, secretKey)
  } catch {
    // A ciphertext that cannot be decapsulated is not for us; a random secret fails the confirmation.
    return randomBytes(32)
  }
}

function channelKey(
  sharedSecret: Uint8Array,
  { federation, issuer, recipient, epoch }: ChannelContext,
): Uint8Array {
  return derive(sharedSecret, 'channel', [federation, issuer, recipient, epoch])
}

function confirmationOf(key: Uint8Array, ciphertext: Uint8Array, context: ChannelContext): Uint8Array {
  return derive(key, 'channel/confirm', [context.epoch, toHex(sha256(ciphertext))], confirmationBytes)
}

/** The month of a time, in UTC: `2026-03`. */
export function epochOf(at: Date): Epoch {
  return at.toISOString().slice(0, 7)
}
