import type { Executor } from '@crosswatch/database'
import {
  type Equivocation,
  formatEquivocation,
  type NoteVerifier,
  parseEquivocation,
  provesEquivocation,
  sha256,
  TransparencyError,
} from '@crosswatch/transparency'
import { insertEquivocation, readEquivocations } from '../store/witness-store.ts'

type Found = Parameters<typeof insertEquivocation>[1]

/** Evidence files against logs that have signed two histories. */
export interface EvidenceBook {
  /** Takes a file from anybody; it counts if it proves something. */
  take(text: string): Promise<void>
  add(evidence: Equivocation): Promise<void>
  /** Stores what could not be stored when it was found. */
  keep(): Promise<void>
  /** Origins of the logs that have signed two histories. */
  readonly against: ReadonlySet<string>
  /** One file for each of them. */
  all(): Promise<readonly { readonly origin: string; readonly evidence: string; readonly foundAt: Date }[]>
  /** Reads what was found earlier. */
  load(): Promise<void>
}

export interface EvidenceOptions {
  readonly db: Executor
  /** Keys that ever signed for the log with this origin. */
  readonly keysOf: (origin: string) => Promise<readonly NoteVerifier[]>
  /** Told once of each log that is caught. */
  readonly onCaught: (origin: string) => void
}

export function createEvidenceBook({ db, keysOf, onCaught }: EvidenceOptions): EvidenceBook {
  const against = new Set<string>()
  const unkept = new Map<string, Found>()

  async function add(evidence: Equivocation): Promise<void> {
    if (!provesEquivocation(evidence, await keysOf(evidence.origin))) return
    const text = formatEquivocation(evidence)
    // One piece is enough: a log that signs at will could fill the database otherwise.
    if (against.has(evidence.origin)) return
    // The alarm does not wait for the database.
    against.add(evidence.origin)
    onCaught(evidence.origin)
    unkept.set(evidence.origin, {
      origin: evidence.origin,
      id: sha256(Buffer.from(text)),
      evidence: text,
    })
    await keep()
  }

  async function keep(): Promise<void> {
    for (const [origin, found] of unkept) {
      await insertEquivocation(db, found)
      unkept.delete(origin)
    }
  }

  return {
    add,
    keep,
    against,
    async take(text) {
      const evidence = readEvidence(text)
      if (evidence !== undefined) await add(evidence)
    },
    all: () => readEquivocations(db),
    async load() {
      for (const { origin } of await readEquivocations(db)) {
        against.add(origin)
        onCaught(origin)
      }
    },
  }
}

function readEvidence(text: string): Equivocation | undefined {
  try {
    return parseEquivocation(text)
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
