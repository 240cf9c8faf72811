import { createHash } from 'node:crypto'
import { countersOf, readSections, sectionsOf, type SnapshotCounters } from './sections.ts'
import { SnapshotError } from './snapshot-error.ts'
import type { IndexState } from './state.ts'

/*
 * A snapshot is the flat arrays of an index one after the other:
 *
 *     "XWMATCH1"            8 bytes
 *     header length         4 bytes, little endian
 *     header                JSON, UTF-8: version, country, counters, section lengths in bytes
 *     sections              in the order of `sectionsOf`, each from a multiple of 8 bytes
 *     SHA-256               32 bytes over everything before it
 *
 * It holds names and numbers of listed subjects in the clear: whoever stores it encrypts it.
 */
const magic = 'XWMATCH1'
/** Raised whenever the reading of names, the hashes or the layout change: an older snapshot is then refused. */
const version = 3
const headerAt = magic.length + 4
const checksumLength = 32
const hashPiece = 1 << 28

interface Header extends SnapshotCounters {
  readonly version: number
  readonly defaultCountry: string
  readonly sections: readonly number[]
}

/** The state as bytes. */
export function writeSnapshot(state: IndexState, defaultCountry = ''): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(state)
  const header: Header = {
    version,
    defaultCountry,
    sections: sections.map(({ byteLength }) => byteLength),
    ...countersOf(state),
  }
  const head = new TextEncoder().encode(JSON.stringify(header))
  let length = headerAt + head.length
  for (const { byteLength } of sections) length = aligned(length) + byteLength
  const bytes = new Uint8Array(length + checksumLength)
  bytes.set(new TextEncoder().encode(magic))
  new DataView(bytes.buffer).setUint32(magic.length, head.length, true)
  bytes.set(head, headerAt)
  let at = headerAt + head.length
  for (const { buffer, byteOffset, byteLength } of sections) {
    at = aligned(at)
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  bytes.set(sha256(bytes.subarray(0, length)), length)
  return bytes
}

/**
 * The state as a snapshot left it. Throws a SnapshotError when the bytes are damaged, from another version, or for another
 * country. They come from a disk: nothing of them is used before the checksum agrees.
 */
export function readSnapshot(bytes: Uint8Array, defaultCountry = ''): IndexState {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, magic.length))
  if (bytes.length < headerAt + checksumLength || start !== magic) {
    throw new SnapshotError('not-a-snapshot', 'These bytes are not a snapshot of a match index')
  }
  const body = bytes.subarray(0, -checksumLength)
  if (!equal(sha256(body), bytes.subarray(-checksumLength))) {
    throw new SnapshotError('damaged', 'The snapshot does not agree with its checksum')
  }
  // A copy, so that the arrays are aligned and stay ours; they are views into it until they grow.
  const { buffer } = new Uint8Array(body)
  const headLength = new DataView(buffer).getUint32(magic.length, true)
  const header: Header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, headerAt, headLength)))
  if (header.version !== version || header.defaultCountry !== defaultCountry) {
    throw new SnapshotError('other-version', 'The snapshot is from another version, or for another country')
  }
  let at = headerAt + headLength
  let section = 0
  const bytesOfNext = () => {
    const from = aligned(at)
    const length = header.sections[section++] ?? 0
    at = from + length
    return new Uint8Array(buffer, from, length)
  }
  return readSections(
    {
      bytes: bytesOfNext,
      numbers() {
        const { byteOffset, byteLength } = bytesOfNext()
        return new Uint32Array(buffer, byteOffset, byteLength / 4)
      },
      strings() {
        const list: string[] = JSON.parse(new TextDecoder().decode(bytesOfNext()))
        return list
      },
    },
    header,
  )
}

function aligned(position: number): number {
  return Math.ceil(position / 8) * 8
}

/** In pieces: one update takes at most 2 GiB. */
function sha256(bytes: Uint8Array): Uint8Array {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += hashPiece) hash.update(bytes.subarray(at, at + hashPiece))
  return hash.digest()
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
