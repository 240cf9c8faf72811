import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import {
  type Head,
  openHead,
  parseCheckpoint,
  parseNote,
  sameHash,
  TransparencyError,
} from '@crosswatch/transparency'
import { readWitnessed } from '../store/witness-store.ts'
import { compareSameSize, compareWithLog } from './compare-heads.ts'
import type { EvidenceBook } from './evidence.ts'
import type { LogMember } from './members.ts'
import type { PeerLink } from './peers.ts'

/** A log of which two checkpoints were seen that it did not show to fit. */
export interface Divergence {
  readonly origin: string
  readonly since: Date
}

export interface WatchOthers {
  /** Compares a checkpoint of somebody's log, seen by somebody, with what is held here. */
  see(note: string): Promise<void>
  divergences(): readonly Divergence[]
}

export interface WatchOptions {
  readonly db: Executor
  readonly logOf: (origin: string) => Promise<LogMember | undefined>
  readonly evidence: Pick<EvidenceBook, 'add' | 'against'>
  readonly proofs: (peer: JurisdictionCode, sizes: readonly string[]) => ReturnType<PeerLink['proofs']>
  readonly now: () => Date
}

/**
 * Looks for logs that tell different witnesses different histories: whatever a witness cosigned is compared with what this
 * one did. Checkpoints of different sizes are put to the log itself, which must show how its present tree continues both.
 */
export function watchOthers({ db, logOf, evidence, proofs, now }: WatchOptions): WatchOthers {
  const diverging = new Map<string, { readonly head: Head; readonly since: Date }>()

  async function see(note: string): Promise<void> {
    const claim = parseClaim(note)
    const log = claim && (await logOf(claim.origin))
    if (log === undefined || claim === undefined || evidence.against.has(log.origin)) return
    const held = await readWitnessed(db, log.origin)
    // The common case costs no signature check.
    if (held === undefined || (held.size === claim.size && sameHash(held.root, claim.root))) return
    const theirs = openHead(note, log.origin, log.everyLogKey)
    const mine = openHead(held.checkpoint, log.origin, log.everyLogKey)
    if (theirs !== undefined && mine !== undefined) await compare(log, mine, theirs)
  }

  async function compare(log: LogMember, mine: Head, theirs: Head): Promise<void> {
    const comparison =
      compareSameSize(mine, theirs) ??
      compareWithLog(
        [mine, theirs],
        await proofs(log.jurisdiction, [mine.size.toString(), theirs.size.toString()]),
        log.everyLogKey,
      )
    if (comparison.kind === 'equivocation') await evidence.add(comparison.evidence)
    const earlier = diverging.get(log.origin)
    // Another pair that fits does not settle the one that does not.
    if (comparison.kind === 'unproven') {
      if (earlier === undefined) diverging.set(log.origin, { head: theirs, since: now() })
    } else if (comparison.kind === 'equivocation' || earlier?.head.note === theirs.note) {
      diverging.delete(log.origin)
    }
  }

  return {
    async see(note) {
      await see(note)
      const origin = parseClaim(note)?.origin
      const open = origin === undefined ? undefined : diverging.get(origin)
      if (open !== undefined && open.head.note !== note) await see(open.head.note)
    },
    divergences: () => [...diverging].map(([origin, { since }]) => ({ origin, since })),
  }
}

function parseClaim(note: string) {
  try {
    return parseCheckpoint(parseNote(note).text)
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
