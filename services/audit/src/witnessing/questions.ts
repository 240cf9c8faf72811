import {
  Base64,
  CanonicalError,
  canonicalBytes,
  closed,
  LogPlace,
  parseCanonical,
  Version1,
} from '@crosswatch/protocol'
import { Type, type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/**
 * What witnesses ask each other, on `xw.req.<to>.<from>.<operation>`:
 *
 *   log-checkpoint   the body of POST /add-checkpoint            "<status>\n" and the body of the answer
 *   log-heads        {"v":1}                                      the checkpoints that the other one holds, and evidence
 *   log-proofs       {"sizes":["41","44"],"v":1}                  the newest checkpoint of the other one's own log, and for
 *                                                                each size the root it had and the proof from there
 *   log-inclusions   {"places":[40],"size":"41","v":1}         of these places: the leaf, and the proof that it is in the tree of that
 *                                                                size
 *
 * Answers prove nothing by themselves: checkpoints bear signatures, proofs lead from root to root, evidence is verified.
 */
export const operations = ['log-checkpoint', 'log-heads', 'log-proofs', 'log-inclusions'] as const
export type Operation = (typeof operations)[number]

const Size = Type.String({ pattern: '^(0|[1-9][0-9]{0,19})$' })
const longestNote = 8192
const Note = Type.String({ maxLength: longestNote })
const mostHeads = 400
const longestEvidence = 32_768
const mostEvidence = 20

export const HeadsQuestion = closed({ v: Version1 })
export const HeadsAnswer = closed({
  v: Version1,
  heads: Type.Array(Note, { maxItems: mostHeads }),
  evidence: Type.Array(Type.String({ maxLength: longestEvidence }), { maxItems: mostEvidence }),
})
export type HeadsAnswer = Static<typeof HeadsAnswer>

/** What is held, as far as it fits: one text beyond a limit would make peers refuse all the others with it. */
export function headsAnswer(held: {
  readonly heads: readonly string[]
  readonly evidence: readonly string[]
}): HeadsAnswer {
  const fitting = (texts: readonly string[], longest: number, most: number) =>
    texts.filter(({ length }) => length <= longest).slice(0, most)
  return {
    v: 1,
    heads: fitting(held.heads, longestNote, mostHeads),
    evidence: fitting(held.evidence, longestEvidence, mostEvidence),
  }
}

export const ProofsQuestion = closed({ v: Version1, sizes: Type.Array(Size, { maxItems: 4 }) })
export const ProofsAnswer = closed({
  v: Version1,
  checkpoint: Note,
  proofs: Type.Array(closed({ size: Size, root: Base64, proof: Type.Array(Base64, { maxItems: 63 }) }), {
    maxItems: 4,
  }),
})
export type ProofsAnswer = Static<typeof ProofsAnswer>

/** Places in one question. */
export const inclusionsAtOnce = 64

export const InclusionsQuestion = closed({
  v: Version1,
  size: Size,
  places: Type.Array(LogPlace, { maxItems: inclusionsAtOnce }),
})
export type InclusionsQuestion = Static<typeof InclusionsQuestion>
export const InclusionsAnswer = closed({
  v: Version1,
  inclusions: Type.Array(
    closed({ place: LogPlace, leaf: Base64, proof: Type.Array(Base64, { maxItems: 63 }) }),
    { maxItems: inclusionsAtOnce },
  ),
})
export type InclusionsAnswer = Static<typeof InclusionsAnswer>

export function questionSubject(to: string, from: string, operation: Operation): string {
  return `xw.req.${to}.${from}.${operation}`
}

export function encode(
  value:
    | Static<typeof HeadsQuestion>
    | Static<typeof ProofsQuestion>
    | InclusionsQuestion
    | HeadsAnswer
    | ProofsAnswer
    | InclusionsAnswer,
) {
  return canonicalBytes(value)
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
