import { FormatError } from './format-error.ts'
import { concatBytes, utf8 } from './bytes.ts'

/**
 * How entries travel: several in one message, each a signed header with its body beside it.
 *
 *   "XWF1" | count u16 | count x ( header length u32 | header envelope | body length u32 | body )
 *
 * Integers are big-endian. A body length of 0xFFFFFFFF means that the body is not carried: the sender does not hold it,
 * or it was erased. A heartbeat travels alone:
 *
 *   "XWH1" | heartbeat envelope
 */
export interface Frame {
  /** DSSE envelope of the header, as signed and stored: never re-encoded. */
  readonly envelope: Uint8Array
  readonly body: Uint8Array | undefined
}

export type FeedMessage =
  | { readonly kind: 'entries'; readonly frames: readonly Frame[] }
  | { readonly kind: 'heartbeat'; readonly envelope: Uint8Array }

export const maximumFrames = 1024
export const maximumEnvelopeBytes = 4096
export const maximumBodyBytes = 512 * 1024

const entriesMagic = utf8('XWF1')
const heartbeatMagic = utf8('XWH1')
const notCarried = 0xffffffff

/** Packs entries into one message. */
export function packFrames(frames: readonly Frame[]): Uint8Array {
  if (frames.length > maximumFrames) throw new RangeError(`At most ${maximumFrames} entries fit a message.`)
  const parts: Uint8Array[] = [entriesMagic, uint16(frames.length)]
  for (const { envelope, body } of frames) {
    parts.push(uint32(envelope.length), envelope, uint32(body === undefined ? notCarried : body.length))
    if (body !== undefined) parts.push(body)
  }
  return concatBytes(...parts)
}

/** Bytes that {@link packFrames} needs for one entry. */
export function frameSize({ envelope, body }: Frame): number {
  return 8 + envelope.length + (body?.length ?? 0)
}

export function packHeartbeat(envelope: Uint8Array): Uint8Array {
  return concatBytes(heartbeatMagic, envelope)
}

/**
 * Unpacks a message that somebody else controls.
 *
 * @throws {FormatError} `frame-malformed`: nothing of the message is used.
 */
export function unpackMessage(message: Uint8Array): FeedMessage {
  const reader = new Reader(message)
  const magic = Buffer.from(reader.take(4)).toString('latin1')
  if (magic === 'XWH1') return { kind: 'heartbeat', envelope: reader.rest(maximumEnvelopeBytes) }
  if (magic !== 'XWF1')
    throw new FormatError('frame-malformed', 'The message begins with neither XWF1 nor XWH1.')
  const frames = readFrames(reader)
  if (!reader.atEnd) throw new FormatError('frame-malformed', 'The message goes on after its last entry.')
  return { kind: 'entries', frames }
}

function readFrames(reader: Reader): Frame[] {
  const count = reader.uint16()
  if (count > maximumFrames) throw new FormatError('frame-malformed', 'The message claims too many entries.')
  const frames: Frame[] = []
  for (let i = 0; i < count; i++) {
    const envelope = reader.take(reader.uint32(), maximumEnvelopeBytes)
    const bodyLength = reader.uint32()
    frames.push({
      envelope,
      body: bodyLength === notCarried ? undefined : reader.take(bodyLength, maximumBodyBytes),
    })
  }
  return frames
}

class Reader {
  #offset = 0
  readonly #bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.#offset === this.#bytes.length
  }

  take(length: number, limit = Number.MAX_SAFE_INTEGER): Uint8Array {
    if (length > limit || this.#offset + length > this.#bytes.length) {
      throw new FormatError('frame-malformed', 'The message ends early or a part of it is too long.')
    }
    this.#offset += length
    return this.#bytes.subarray(this.#offset - length, this.#offset)
  }

  rest(limit: number): Uint8Array {
    return this.take(this.#bytes.length - this.#offset, limit)
  }

  uint16(): number {
    const at = this.#offset
    this.take(2)
    return this.#view.getUint16(at)
  }

  uint32(): number {
    const at = this.#offset
    this.take(4)
    return this.#view.getUint32(at)
  }
}

function uint16(value: number): Uint8Array {
  const bytes = new Uint8Array(2)
  new DataView(bytes.buffer).setUint16(0, value)
  return bytes
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
