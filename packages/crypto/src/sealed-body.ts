import {
  compartments as compartmentNames,
  concatBytes,
  sameBytes,
  sealedBucketFor,
  toHex,
  utf8,
  wrapBucketFor,
  type Compartment,
} from '@crosswatch/protocol'
import {
  decryptWithNonce,
  encrypt,
  encryptWithNonce,
  keyBytes,
  newContentKey,
  nonceBytes,
  tagBytes,
  decrypt,
} from './aead.ts'
import type { ClosedCompartment } from './compartment.ts'
import { CryptoError } from './crypto-error.ts'
import { derive } from './derive.ts'
import { randomBytes } from './random.ts'

/**
 * The body of a `sealed` entry. To somebody it is not addressed to, all but the first six fields is noise, and those say
 * nothing about who is addressed:
 *
 *   "XWS1" | salt (24) | wrap count u16 | wraps (72 each) | grant count u8 | grants (280 each) | boxes | padding
 *
 *   wrap   tag (24) | box (48)      the tag is derived from channel key and entry: only the two ends of the channel
 *                                   can find it. The box holds a grant key; the tag is its nonce.
 *   grant  nonce (24) | box (256)   where the letter and the compartments lie, and their keys: six places of
 *                                   offset u32 | length u32 | key (32), in the order letter, identity, contacts,
 *                                   posting, grounds, evidence; zeros where the grant opens nothing.
 *   boxes  the letter and every compartment, each under its own key
 *
 * Recipients who may open the same of the compartments that there are share a grant. Wraps and grants are filled up with
 * random ones to the next bucket and sorted, and the whole is padded to its size bucket. Integers are big-endian.
 */
const magic = utf8('XWS1')
const saltBytes = 24
const wrapBytes = nonceBytes + keyBytes + tagBytes
const slotBytes = 8 + keyBytes
const slotNames = ['letter', ...compartmentNames] as const
const grantPlainBytes = slotNames.length * slotBytes
const grantBytes = nonceBytes + grantPlainBytes + tagBytes
/** Two at least: whether anybody gets less than this node keeps for itself is nobody's business. */
const grantBuckets = [2, 4, 8, 16] as const

/** Where the entry stands. Bound to every wrap, so that none can be moved to another entry. */
export interface EntryPlace {
  readonly federation: string
  readonly issuer: string
  readonly seq: number
}

export interface SealRecipient {
  /** Channel key from the issuer to this recipient. */
  readonly channelKey: Uint8Array
  readonly compartments: readonly Compartment[]
}

/**
 * Seals a letter and its compartments to the recipients.
 *
 * @throws {RangeError} if a recipient is named twice, or there are more recipients, or more bytes, than the largest bucket
 *   takes
 */
export function sealBody(
  place: EntryPlace,
  letter: Uint8Array,
  closed: readonly ClosedCompartment[],
  recipients: readonly SealRecipient[],
): Uint8Array {
  assertSealable(letter, closed, recipients)
  const salt = randomBytes(saltBytes)
  const grants = groupGrants(
    recipients,
    closed.map(({ name }) => name),
  )
  const grantCount = grantBucketFor(grants.length)
  const wrapCount = wrapBucketFor(recipients.length)
  const boxesAt = magic.length + saltBytes + 2 + wrapCount * wrapBytes + 1 + grantCount * grantBytes

  const letterKey = newContentKey()
  const letterBox = encrypt(letterKey, letterContext(place, salt), letter)
  const slots = new Map([['letter', { at: boxesAt, length: letterBox.length, key: letterKey }]])
  let at = boxesAt + letterBox.length
  for (const { name, box, key } of closed) {
    slots.set(name, { at, length: box.length, key })
    at += box.length
  }

  const used = concatBytes(
    magic,
    salt,
    uint16(wrapCount),
    ...sorted(
      grants.flatMap((grant) =>
        grant.recipients.map(({ channelKey }) => makeWrap(place, salt, channelKey, grant.key)),
      ),
      wrapCount,
      wrapBytes,
    ),
    Uint8Array.of(grantCount),
    ...sorted(
      grants.map((grant) =>
        encrypt(grant.key, grantContext(place, salt), slotTable(slots, grant.compartments)),
      ),
      grantCount,
      grantBytes,
    ),
    letterBox,
    ...closed.map(({ box }) => box),
  )
  return concatBytes(used, randomBytes(sealedBucketFor(used.length) - used.length))
}

/**
 * Whether a letter and its compartments can be sealed to these recipients at all, wherever the entry will stand.
 *
 * @throws {RangeError} if a recipient is named twice, or there are more recipients, or more bytes, than the largest bucket
 *   takes
 */
export function assertSealable(
  letter: Uint8Array,
  closed: readonly ClosedCompartment[],
  recipients: readonly SealRecipient[],
): void {
  assertNamedOnce(recipients)
  const grants = grantBucketFor(
    groupGrants(
      recipients,
      closed.map(({ name }) => name),
    ).length,
  )
  const boxes = closed.reduce((sum, { box }) => sum + box.length, nonceBytes + letter.length + tagBytes)
  const head = magic.length + saltBytes + 2 + wrapBucketFor(recipients.length) * wrapBytes + 1
  sealedBucketFor(head + grants * grantBytes + boxes)
}

export interface OpenedBody {
  readonly letter: Uint8Array
  /** Compartments that this recipient may open, still closed, with their keys. */
  readonly compartments: readonly ClosedCompartment[]
}

/**
 * Opens a body with the channel keys from its issuer.
 *
 * @param body attacker-controlled
 * @param channelKeys candidates, the likeliest first
 * @returns nothing if the entry is not addressed to this node
 * @throws {CryptoError} `body-malformed` or `box-not-opened` if it is addressed to us and broken
 */
export function openBody(
  place: EntryPlace,
  body: Uint8Array,
  channelKeys: Iterable<Uint8Array>,
): OpenedBody | undefined {
  const { salt, wraps, grants } = parseBody(body)
  for (const channelKey of channelKeys) {
    const grantKey = findWrap(place, salt, wraps, channelKey)
    if (grantKey === undefined) continue
    const table = findGrant(place, salt, grants, grantKey)
    return openSlots(place, salt, body, table)
  }
  return undefined
}

/** Two wraps under one channel key would be two messages under one key and nonce, and their tags would be equal. */
function assertNamedOnce(recipients: readonly SealRecipient[]): void {
  if (new Set(recipients.map(({ channelKey }) => toHex(channelKey))).size < recipients.length)
    throw new RangeError('An entry names each recipient once.')
}

function groupGrants(recipients: readonly SealRecipient[], present: readonly Compartment[]) {
  const groups = new Map<
    string,
    { key: Uint8Array; compartments: readonly Compartment[]; recipients: SealRecipient[] }
  >()
  for (const recipient of recipients) {
    const compartments = present.filter((name) => recipient.compartments.includes(name))
    const group = groups.get(compartments.join(' '))
    if (group) group.recipients.push(recipient)
    else groups.set(compartments.join(' '), { key: newContentKey(), compartments, recipients: [recipient] })
  }
  return [...groups.values()]
}

function grantBucketFor(count: number): number {
  const bucket = grantBuckets.find((size) => size >= count)
  if (bucket === undefined)
    throw new RangeError(`An entry has at most ${grantBuckets.at(-1)} different grants.`)
  return bucket
}

function makeWrap(
  place: EntryPlace,
  salt: Uint8Array,
  channelKey: Uint8Array,
  grantKey: Uint8Array,
): Uint8Array {
  const { tag, key } = wrapSecrets(place, salt, channelKey)
  return concatBytes(tag, encryptWithNonce(key, tag, magic, grantKey))
}

function wrapSecrets({ federation, issuer, seq }: EntryPlace, salt: Uint8Array, channelKey: Uint8Array) {
  const both = derive(channelKey, 'wrap', [federation, issuer, seq, toHex(salt)], nonceBytes + keyBytes)
  return { tag: both.subarray(0, nonceBytes), key: both.subarray(nonceBytes) }
}

function slotTable(
  slots: ReadonlyMap<string, { at: number; length: number; key: Uint8Array }>,
  granted: readonly Compartment[],
): Uint8Array {
  const table = new Uint8Array(grantPlainBytes)
  const view = new DataView(table.buffer)
  for (const [index, name] of slotNames.entries()) {
    const slot = name === 'letter' || granted.includes(name) ? slots.get(name) : undefined
    if (slot === undefined) continue
    view.setUint32(index * slotBytes, slot.at)
    view.setUint32(index * slotBytes + 4, slot.length)
    table.set(slot.key, index * slotBytes + 8)
  }
  return table
}

function sorted(items: readonly Uint8Array[], count: number, size: number): Uint8Array[] {
  const filled = [...items]
  while (filled.length < count) filled.push(randomBytes(size))
  return filled.toSorted((a, b) => Buffer.compare(a, b))
}

function parseBody(body: Uint8Array) {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const wrapsAt = magic.length + saltBytes + 2
  if (body.length < wrapsAt || !sameBytes(body.subarray(0, magic.length), magic)) throw malformed()
  const salt = body.subarray(magic.length, magic.length + saltBytes)
  const wrapCount = view.getUint16(magic.length + saltBytes)
  const grantsAt = wrapsAt + wrapCount * wrapBytes + 1
  if (body.length < grantsAt) throw malformed()
  const grantCount = view.getUint8(grantsAt - 1)
  if (body.length < grantsAt + grantCount * grantBytes) throw malformed()
  return {
    salt,
    wraps: slices(body, wrapsAt, wrapCount, wrapBytes),
    grants: slices(body, grantsAt, grantCount, grantBytes),
  }
}

function slices(body: Uint8Array, from: number, count: number, size: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => body.subarray(from + i * size, from + (i + 1) * size))
}

function findWrap(place: EntryPlace, salt: Uint8Array, wraps: readonly Uint8Array[], channelKey: Uint8Array) {
  const { tag, key } = wrapSecrets(place, salt, channelKey)
  const wrap = wraps.find((candidate) => sameBytes(candidate.subarray(0, nonceBytes), tag))
  return wrap && decryptWithNonce(key, tag, magic, wrap.subarray(nonceBytes))
}

function findGrant(
  place: EntryPlace,
  salt: Uint8Array,
  grants: readonly Uint8Array[],
  grantKey: Uint8Array,
): Uint8Array {
  for (const grant of grants) {
    try {
      return decrypt(grantKey, grantContext(place, salt), grant)
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error
    }
  }
  throw malformed()
}

function openSlots(place: EntryPlace, salt: Uint8Array, body: Uint8Array, table: Uint8Array): OpenedBody {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const slot = (index: number) => {
    const at = view.getUint32(index * slotBytes)
    const length = view.getUint32(index * slotBytes + 4)
    if (at + length > body.length) throw malformed()
    const key = table.subarray(index * slotBytes + 8, (index + 1) * slotBytes)
    return at === 0 ? undefined : { box: body.subarray(at, at + length), key }
  }
  const letter = slot(0)
  if (letter === undefined) throw malformed()
  const compartments: ClosedCompartment[] = []
  for (const [index, name] of compartmentNames.entries()) {
    const found = slot(index + 1)
    if (found !== undefined) compartments.push({ name, ...found })
  }
  return { letter: decrypt(letter.key, letterContext(place, salt), letter.box), compartments }
}

function letterContext(place: EntryPlace, salt: Uint8Array): Uint8Array {
  return context('letter', place, salt)
}

function grantContext(place: EntryPlace, salt: Uint8Array): Uint8Array {
  return context('grant', place, salt)
}

function context(what: string, { federation, issuer, seq }: EntryPlace, salt: Uint8Array): Uint8Array {
  return utf8([what, federation, issuer, seq, toHex(salt)].join('\0'))
}

function malformed(): CryptoError {
  return new CryptoError('body-malformed', 'This is not the body of a sealed entry.')
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff)
}
