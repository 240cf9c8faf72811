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
  /**
   * Reads bytes that were decoded or encoded here before and came back from where only this node can write: out of a box
   * under its own keys. Parsed once at the edge, they are not checked again.
   */
  restore(bytes: Uint8Array): Static<S>
}

/** Ties a schema to its media type. Compiled once, at import. */
export function documentType<S extends TSchema>(payloadType: string, schema: S): DocumentType<S> {
  const check = Compile(schema)
  const accept = (value: unknown): Static<S> => {
    if (check.Check(value)) return value
    const [first] = check.Errors(value)
    const place = placeOf(first, schema)
    throw new FormatError('payload-malformed', `${payloadType}: ${place} does not fit the schema.`)
  }
  return {
    payloadType,
    schema,
    encode: (value) => canonicalBytes(accept(value)),
    decode: (bytes) => accept(parse(payloadType, bytes)),
    restore(bytes) {
      const value: Static<S> = JSON.parse(utf8Decoder.decode(bytes))
      return value
    },
  }
}

const utf8Decoder = new TextDecoder()

function parse(payloadType: string, bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch (cause) {
    if (!(cause instanceof CanonicalError)) throw cause
    throw new FormatError('payload-malformed', `${payloadType}: ${cause.message}`, { cause })
  }
}

/** The path of the first misfit. A name that is not one of the schema's was made up by the sender, and may say anything. */
function placeOf(
  error: { readonly instancePath: string; readonly keyword: string } | undefined,
  schema: TSchema,
): string {
  const [, ...steps] = error?.instancePath.split('/') ?? []
  const known = fieldNames(schema)
  const path = steps.map((step) => (/^\d+$/.test(step) || known.has(step) ? step : '?')).join('/')
  return `${path === '' ? 'the document' : `/${path}`} (${error?.keyword ?? 'schema'})`
}

function fieldNames(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set()
  const own = 'properties' in schema ? Object.keys(Object(schema.properties)) : []
  return new Set([...own, ...Object.values(schema).flatMap((inner) => [...fieldNames(inner)])])
}
