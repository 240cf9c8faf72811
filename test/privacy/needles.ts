import { createHash } from 'node:crypto'

/**
 * Canaries: strings that stand nowhere else. Each is planted in one field, and whatever is read afterwards is searched for all of
 * them, in every encoding in which a service could repeat them.
 */
export interface Needles {
  /** The string to plant in a field; the same every time for the same field. */
  readonly plant: (field: string) => string
  /** The same of digits, where a field wants a number. */
  readonly plantNumber: (field: string) => string
  /** Every field that was planted so far. */
  readonly fields: () => readonly string[]
  /** The fields whose canary stands in a text, as it is or encoded. */
  readonly seenIn: (text: string) => readonly string[]
  /** The same for what may be large: only where a canary begins, in whichever encoding, is it looked at closely. */
  readonly seenInBytes: (bytes: Buffer) => readonly string[]
}

const wordPrefix = 'zqxcanary'
const numberPrefix = '8675309'
const pattern = new RegExp(String.raw`${wordPrefix}[a-p]{12}|${numberPrefix}\d{5}`, 'gi')

export function createNeedles(): Needles {
  const planted = new Map<string, string>()

  function keep(field: string, value: string): string {
    const other = planted.get(value)
    if (other !== undefined && other !== field) throw new RangeError(`${field} has the canary of ${other}`)
    planted.set(value, field)
    return value
  }

  function seenIn(text: string): readonly string[] {
    const found = new Set<string>()
    for (const value of valuesIn(text)) {
      const field = planted.get(value)
      if (field !== undefined) found.add(field)
    }
    return [...found]
  }

  return {
    plant(field) {
      const letters = digestOf(field)
        .slice(0, 12)
        .replaceAll(/./g, (digit) => letterOf(digit))
      return keep(field, `${wordPrefix}${letters}`)
    },
    plantNumber(field) {
      const digits = String(Number.parseInt(digestOf(field).slice(0, 8), 16) % 100_000).padStart(5, '0')
      return keep(field, `${numberPrefix}${digits}`)
    },
    fields: () => [...new Set(planted.values())].toSorted(),
    seenIn,
    seenInBytes(bytes) {
      const near = beginnings
        .flatMap((beginning) => placesOf(bytes, beginning))
        .map((at) =>
          // As far as the longest encoding of a canary goes, and a little before, where a run of base64 has begun.
          bytes.subarray(Math.max(0, at - 64), at + 192).toString('latin1'),
        )
      return [...new Set(near.flatMap((text) => seenIn(text)))]
    },
  }
}

function digestOf(field: string): string {
  return createHash('sha256').update(field).digest('hex')
}

function letterOf(hexDigit: string): string {
  return String.fromCodePoint(97 + Number.parseInt(hexDigit, 16))
}

/** As it stands there, and after each encoding is undone, two on top of each other at most. */
function valuesIn(text: string, depth = 0): readonly string[] {
  const found = [...text.matchAll(pattern)].map(([value]) => value.toLowerCase())
  if (depth === 2) return found
  return [...found, ...decodings(text, depth).flatMap((decoded) => valuesIn(decoded, depth + 1))]
}

function decodings(text: string, depth: number): readonly string[] {
  const decoded: string[] = []
  // URL, HTML and JSON escapes. Letters are escaped seldom, and then all is worth undoing.
  if (/%[0-9a-f]{2}|&#|\\u00/i.test(text)) {
    decoded.push(
      text
        .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
        .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
        .replaceAll(/&#x([0-9a-f]{1,5});/gi, (_, hex: string) =>
          String.fromCodePoint(Number.parseInt(hex, 16)),
        )
        .replaceAll(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Number(digits))),
    )
  }
  // UTF-16.
  if (text.includes('\0')) decoded.push(text.replaceAll('\0', ''))
  for (const [run] of text.matchAll(/[0-9a-f]{18,}/gi)) {
    if (encodedPrefixes.hex.some((prefix) => run.toLowerCase().includes(prefix))) {
      decoded.push(latin1(run, 'hex'), latin1(run.slice(1), 'hex'))
    }
  }
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{10,}/g)) {
    if (depth === 0 && run.length >= 24) decoded.push(latin1(run, 'base64'))
    if (encodedPrefixes.base64.some((prefix) => run.includes(prefix))) {
      for (const start of [0, 1, 2, 3]) decoded.push(latin1(run.slice(start), 'base64'))
    }
  }
  return decoded
}

function latin1(run: string, encoding: 'base64' | 'hex'): string {
  return Buffer.from(run, encoding).toString('latin1')
}

/** How the beginning of a canary looks when it is encoded: at each of three offsets, and in both cases. */
const encodedPrefixes = {
  hex: [wordPrefix, wordPrefix.toUpperCase(), numberPrefix].map((prefix) =>
    Buffer.from(prefix).toString('hex'),
  ),
  base64: [wordPrefix, wordPrefix.toUpperCase(), numberPrefix].flatMap((prefix) =>
    [0, 1, 2].map((offset) => {
      const encoded = Buffer.from('\0'.repeat(offset) + prefix)
        .toString('base64')
        .replaceAll('=', '')
      // The characters that depend on the neighbours are left off.
      return encoded.slice(offset === 0 ? 0 : offset + 1, -1)
    }),
  ),
}

const cases = [wordPrefix, wordPrefix.toUpperCase(), numberPrefix]
const beginnings: readonly Buffer[] = [
  ...cases,
  ...encodedPrefixes.base64,
  ...encodedPrefixes.hex,
  ...encodedPrefixes.hex.map((prefix) => prefix.toUpperCase()),
]
  .map((text) => Buffer.from(text))
  .concat(cases.map((text) => Buffer.from(text, 'utf16le')))

function placesOf(bytes: Buffer, beginning: Buffer): readonly number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(beginning); at >= 0; at = bytes.indexOf(beginning, at + 1)) places.push(at)
  return places
}
