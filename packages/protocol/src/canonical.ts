import canonicalize from 'canonicalize'

/**
 * Strict canonical JSON: RFC 8785 bytes in, RFC 8785 bytes out, and nothing else.
 *
 * Two verifiers that read the same bytes differently are how a signature is made to mean two things. So a payload is
 * accepted only when serialising what was parsed gives back the very bytes that were signed. On top of RFC 8785, the
 * format admits no number but a safe integer, no NUL, no text outside Unicode normal form C and no nesting deeper
 * than 16.
 */
export const maximumDepth = 16

export type CanonicalProblem =
  'not-utf8' | 'not-json' | 'too-deep' | 'not-canonical' | 'number-out-of-range' | 'forbidden-text'

/** Why bytes were refused. The message names the rule, never the content. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError'
  readonly problem: CanonicalProblem

  constructor(problem: CanonicalProblem, options?: ErrorOptions) {
    super(sentences[problem], options)
    this.problem = problem
  }
}

const sentences: Record<CanonicalProblem, string> = {
  'not-utf8': 'The bytes are not UTF-8.',
  'not-json': 'This is not JSON (RFC 8259).',
  'too-deep': `The JSON is nested deeper than ${maximumDepth} levels.`,
  'not-canonical':
    'The bytes are not the canonical form (RFC 8785) of what they say; keys may be repeated or unsorted.',
  'number-out-of-range': 'A number is not a safe integer.',
  'forbidden-text': 'A string holds NUL, a lone surrogate, or text that is not in Unicode normal form C.',
}

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined }

/**
 * Canonical UTF-8 bytes of a value.
 *
 * @throws {CanonicalError} if the value cannot be said in the format, for instance a fraction or a lone surrogate.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  checkValue(value, 1)
  return encoder.encode(canonicalize(value))
}

/**
 * Parses bytes that somebody else controls.
 *
 * @returns the parsed value; its shape is still unchecked.
 * @throws {CanonicalError} if the bytes are anything but the canonical form of a value of the format.
 */
export function parseCanonical(bytes: Uint8Array): unknown {
  const textForm = decode(bytes)
  // Counted before parsing, so that no recursive code ever sees a deep document.
  if (nestingOf(textForm) > maximumDepth) throw new CanonicalError('too-deep')
  const value = parse(textForm)
  checkValue(value, 1)
  if (canonicalize(value) !== textForm) throw new CanonicalError('not-canonical')
  return value
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new CanonicalError('not-utf8', { cause })
  }
}

function parse(textForm: string): unknown {
  try {
    return JSON.parse(textForm)
  } catch (cause) {
    throw new CanonicalError('not-json', { cause })
  }
}

function nestingOf(textForm: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < textForm.length; i++) {
    const code = textForm.charCodeAt(i)
    if (inString) {
      if (code === backslash) i++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openBrace || code === openBracket) deepest = Math.max(deepest, ++depth)
    else if (code === closeBrace || code === closeBracket) depth--
  }
  return deepest
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
]

function checkValue(value: unknown, depth: number): void {
  if (typeof value === 'string') return checkText(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new CanonicalError('number-out-of-range')
    return
  }
  if (value === null || typeof value === 'boolean') return
  if (!isPlain(value)) throw new CanonicalError('not-json')
  if (depth > maximumDepth) throw new CanonicalError('too-deep')
  if (Array.isArray(value)) {
    for (const item of value) checkValue(item, depth + 1)
    return
  }
  for (const [key, item] of Object.entries(value)) {
    checkText(key)
    // A field that is undefined is absent.
    if (item !== undefined) checkValue(item, depth + 1)
  }
}

/** Not a date, a map or anything else that would be written as something that nobody checked. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

function checkText(value: string): void {
  // Most text is ASCII, which is its own normal form.
  if (plainAscii.test(value)) return
  if (value.includes('\0') || !value.isWellFormed() || value.normalize('NFC') !== value) {
    throw new CanonicalError('forbidden-text')
  }
}

const plainAscii = /^[ -~]*$/
