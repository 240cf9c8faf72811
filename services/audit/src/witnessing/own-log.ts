import type { Executor } from '@crosswatch/database'
import { ServiceError, toBase64 } from '@crosswatch/protocol'
import {
  type Equivocation,
  openHead,
  hashSize,
  type NoteVerifier,
  proveConsistency,
  proveInclusion,
  rootOfSize,
  sameHash,
  tileWidth,
} from '@crosswatch/transparency'
import { readLogState } from '../log-state.ts'
import { tileReader } from '../store/log-store.ts'
import type { InclusionsAnswer, ProofsAnswer } from './questions.ts'

/** What a checkpoint of this log that somebody else holds says about the log as it stands here. */
export type OwnLogFinding =
  | { readonly kind: 'true' }
  /** A database that was put back: the log was longer when it was signed. */
  | { readonly kind: 'behind'; readonly error: ServiceError }
  /** The key has signed another history. */
  | { readonly kind: 'forked'; readonly error: ServiceError; readonly evidence: Equivocation }

/**
 * Compares this node's log with a checkpoint of it that somebody holds. Without this log's signature it says nothing.
 *
 * @param everyKey keys of the log, former ones too: what they signed, they signed
 */
export async function compareOwnLog(
  db: Executor,
  origin: string,
  everyKey: readonly NoteVerifier[],
  held: string,
): Promise<OwnLogFinding> {
  const theirs = openHead(held, origin, everyKey)
  if (theirs === undefined) return { kind: 'true' }
  const { size, root, checkpoint } = await readLogState(db)
  if (theirs.size > size) {
    const detail = `it has ${size} records here, and ${theirs.size} as a witness holds it`
    return { kind: 'behind', error: new ServiceError('log-behind', { detail }) }
  }
  const own = theirs.size === size ? root : await rootOfSize(theirs.size, tileReader(db))
  if (sameHash(own, theirs.root)) return { kind: 'true' }
  const proof = await proveConsistency(theirs.size, size, tileReader(db))
  const evidence: Equivocation = {
    origin,
    first: theirs.note,
    second: checkpoint,
    ...(theirs.size < size && { other: { root: own, proof } }),
  }
  const error = new ServiceError('log-forked', {
    detail: `a witness holds another tree of ${theirs.size} records`,
  })
  return { kind: 'forked', error, evidence }
}

/** The newest checkpoint of this log, and how it continues the trees of these sizes, as far as it has them. */
export async function proveSizes(db: Executor, sizes: readonly string[]): Promise<ProofsAnswer> {
  const { size, checkpoint } = await readLogState(db)
  const read = tileReader(db)
  const known = [...new Set(sizes)].filter((asked) => BigInt(asked) <= size)
  const proofs = await Promise.all(
    known.map(async (asked) => {
      const [root, proof] = await Promise.all([
        rootOfSize(BigInt(asked), read),
        proveConsistency(BigInt(asked), size, read),
      ])
      return { size: asked, root: toBase64(root), proof: proof.map(toBase64) }
    }),
  )
  return { v: 1, checkpoint, proofs }
}

/** The leaves at these places, as far as the tree of that size has them, with proofs that they are in it. */
export async function proveInclusions(
  db: Executor,
  { size: asked, places }: { readonly size: string; readonly places: readonly number[] },
): Promise<InclusionsAnswer> {
  const size = BigInt(asked)
  const log = await readLogState(db)
  const read = tileReader(db)
  const known = size > log.size ? [] : [...new Set(places)].filter((place) => place < size)
  const inclusions = await Promise.all(
    known.map(async (place) => {
      const proof = await proveInclusion(BigInt(place), size, read)
      const index = BigInt(Math.floor(place / tileWidth))
      const [tile] = await read([{ level: 0, index, width: (place % tileWidth) + 1 }])
      const from = (place % tileWidth) * hashSize
      const leaf = tile?.subarray(from, from + hashSize) ?? new Uint8Array()
      return { place, leaf: toBase64(leaf), proof: proof.map(toBase64) }
    }),
  )
  return { v: 1, inclusions }
}
