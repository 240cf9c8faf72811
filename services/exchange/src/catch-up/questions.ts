import {
  canonicalBytes,
  CanonicalError,
  closed,
  Envelope,
  FeedSequence,
  JurisdictionCode,
  parseCanonical,
  Version1,
} from '@crosswatch/protocol'
import { Type, type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/**
 * What nodes ask each other, on `xw.req.<to>.<from>.<operation>`, as canonical JSON.
 *
 *   entries   {"after":41,"issuer":"XA","v":1}     answered with a message of entries ("XWF1"), as many as fit; with
 *             "bare":true those also of which only the header is there
 *   heads     {"v":1}                              answered with {"heads":[{"envelope":<header's>,"issuer":"XA","seq":57}],"v":1}
 *
 * Answers prove nothing by themselves: every entry is verified like one from the stream, and a head counts against this
 * node only if it bears this node's own signature.
 */
export const operations = ['entries', 'heads'] as const
export type Operation = (typeof operations)[number]

export const EntriesQuestion = closed({
  v: Version1,
  issuer: JurisdictionCode,
  after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  bare: Type.Optional(Type.Literal(true)),
})
export type EntriesQuestion = Static<typeof EntriesQuestion>
export const HeadsQuestion = closed({ v: Version1 })
export const HeadsAnswer = closed({
  v: Version1,
  heads: Type.Array(closed({ issuer: JurisdictionCode, seq: FeedSequence, envelope: Envelope }), {
    maxItems: 300,
  }),
})
export type HeadsAnswer = Static<typeof HeadsAnswer>

export function questionSubject(to: string, from: string, operation: Operation): string {
  return `xw.req.${to}.${from}.${operation}`
}

export function encodeQuestion(
  question: EntriesQuestion | Static<typeof HeadsQuestion> | HeadsAnswer,
): Uint8Array {
  return canonicalBytes(question)
}

/** Reads a question or an answer from outside; nothing if it is not one. */
export function readAs<S extends TSchema>(schema: S): (bytes: Uint8Array) => Static<S> | undefined {
  const check = Compile(schema)
  return (bytes) => {
    try {
      const value = parseCanonical(bytes)
      return check.Check(value) ? value : undefined
    } catch (error) {
      if (error instanceof CanonicalError) return undefined
      throw error
    }
  }
}
