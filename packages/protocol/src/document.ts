import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { canonicalBytes, CanonicalError, parseCanonical } from './canonical.ts'
import { FormatError } from './format-error.ts'

/** A signed format: its media type, and the way between its bytes and its value. */
export interface DocumentType<S extends TSchema> {
  readonly payloadType: string
  readonly schema: S
  /** Canonical bytes of a value that fits the schema. */
  encode(value: Static<S>): Uint8Array
  /**
   * Reads bytes that somebody else controls.
   *
   * @throws {FormatError} `payload-malformed` if they are not canonical JSON of the schema.
   */
  decode(bytes: Uint8Array): Static<S>
}

/** Ties a schema to its media type. Compiled once, at import. */
export function documentType<S extends TSchema>(payloadType: string, schema: S): DocumentType<S> {
  const check = Compile(schema)
  const accept = (value: unknown): Static<S> => {
    if (check.Check(value)) return value
    const [first] = check.Errors(value)
    throw new FormatError('payload-malformed', `${payloadType}: ${placeOf(first)} does not fit the schema.`)
  }
  return {
    payloadType,
    schema,
    encode: (value) => canonicalBytes(accept(value)),
    decode: (bytes) => accept(parse(payloadType, bytes)),
  }
}

function parse(payloadType: string, bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch (cause) {
    if (!(cause instanceof CanonicalError)) throw cause
    throw new FormatError('payload-malformed', `${payloadType}: ${cause.message}`, { cause })
  }
}

/** The path of the first misfit: field names come from the schema or are withheld. */
function placeOf(error: { readonly instancePath: string; readonly keyword: string } | undefined): string {
  if (error === undefined) return 'the document'
  return error.instancePath === ''
    ? `the document (${error.keyword})`
    : `${error.instancePath} (${error.keyword})`
}
