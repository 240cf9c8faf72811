import { fromBase64 } from '@crosswatch/protocol'
import {
  type Equivocation,
  type Head,
  type NoteVerifier,
  openHead,
  sameHash,
  verifyConsistency,
} from '@crosswatch/transparency'
import type { ProofsAnswer } from './questions.ts'

/**
 * What two checkpoints of one log are to each other. `unproven`: they may fit, and the log did not show that they do.
 */
export type Comparison =
  | { readonly kind: 'consistent' }
  | { readonly kind: 'equivocation'; readonly evidence: Equivocation }
  | { readonly kind: 'unproven' }

/** Two heads of one size say all that is needed. */
export function compareSameSize(a: Head, b: Head): Comparison | undefined {
  if (a.size !== b.size) return undefined
  if (sameHash(a.root, b.root)) return { kind: 'consistent' }
  return { kind: 'equivocation', evidence: { origin: a.origin, first: a.note, second: b.note } }
}

/**
 * Compares heads with what the log itself says: its newest checkpoint, and how that one continues the trees of their
 * sizes. A log that has signed something else cannot prove it, and what it proves instead is evidence against it.
 *
 * @param answer from the log's own node, which may be hostile
 */
export function compareWithLog(
  heads: readonly Head[],
  answer: ProofsAnswer | undefined,
  keys: readonly NoteVerifier[],
): Comparison {
  const [first] = heads
  const newest = first && answer && openHead(answer.checkpoint, first.origin, keys)
  if (newest === undefined) return { kind: 'unproven' }
  let proven = 0
  for (const head of heads) {
    const same = compareSameSize(head, newest)
    if (same?.kind === 'equivocation') return same
    const stated = answer?.proofs.find(({ size }) => size === head.size.toString())
    if (same === undefined && stated === undefined) continue
    if (same === undefined && stated !== undefined) {
      const [root, proof] = [fromBase64(stated.root), stated.proof.map(fromBase64)]
      const claim = { oldSize: head.size, oldRoot: root, newSize: newest.size, newRoot: newest.root, proof }
      if (!verifyConsistency(claim)) continue
      if (!sameHash(root, head.root)) {
        const { origin } = head
        const evidence = { origin, first: head.note, second: newest.note, other: { root, proof } }
        return { kind: 'equivocation', evidence }
      }
    }
    proven++
  }
  return proven === heads.length ? { kind: 'consistent' } : { kind: 'unproven' }
}
