/** A checkpoint that bears a log's signature and was not shown to continue what is held. */
export interface Suspicion {
  readonly origin: string
  readonly note: string
}

/** Suspicions that wait to be compared. Anybody can hand in the genuine checkpoints of a log, so their number is bounded. */
export interface Suspicions {
  /** Lets it wait, if there is room: nothing that waits is pushed out by another checkpoint. */
  add(suspicion: Suspicion): void
  waiting(): readonly Suspicion[]
  /** It has been compared. If it was handed in anew meanwhile, it goes on waiting. */
  settle(suspicion: Suspicion): void
}

const suspicionsOfOneLog = 8
const suspicionsOfAll = 64

export function createSuspicions(): Suspicions {
  const waiting = new Map<string, Suspicion>()
  const hasRoom = (origin: string) =>
    waiting.size < suspicionsOfAll &&
    [...waiting.values()].filter((other) => other.origin === origin).length < suspicionsOfOneLog
  return {
    add(suspicion) {
      const key = claimOf(suspicion)
      if (waiting.has(key) || hasRoom(suspicion.origin)) waiting.set(key, suspicion)
    },
    waiting: () => [...waiting.values()],
    settle(suspicion) {
      const key = claimOf(suspicion)
      if (waiting.get(key) === suspicion) waiting.delete(key)
    },
  }
}

/** Origin, size and root: the first three lines of a checkpoint. */
function claimOf({ note }: Suspicion): string {
  return note.split('\n', 3).join('\n')
}
