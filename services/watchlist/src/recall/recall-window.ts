/** What a second look without the index says of the first. */
export interface Recall {
  /** Queries that were looked up a second time. */
  readonly queries: number
  /** Hits there were, and how many of them the index had found. */
  readonly hits: number
  readonly hitsFound: number
  /** The same of possible matches. An index passes over some of the faintest on purpose. */
  readonly possible: number
  readonly possibleFound: number
}

/** The last queries that were looked up a second time. */
export interface RecallWindow {
  add(one: Omit<Recall, 'queries'>): void
  sum(): Recall
}

const nothing: Recall = { queries: 0, hits: 0, hitsFound: 0, possible: 0, possibleFound: 0 }

/** @param size queries after which one is forgotten: an alarm ends when the fault has ended */
export function createRecallWindow(size: number): RecallWindow {
  const last: Omit<Recall, 'queries'>[] = []
  return {
    add(one) {
      last.push(one)
      if (last.length > size) last.shift()
    },
    sum: () =>
      last.reduce<Recall>(
        (sum, { hits, hitsFound, possible, possibleFound }) => ({
          queries: sum.queries + 1,
          hits: sum.hits + hits,
          hitsFound: sum.hitsFound + hitsFound,
          possible: sum.possible + possible,
          possibleFound: sum.possibleFound + possibleFound,
        }),
        nothing,
      ),
  }
}

/** From 0 to 1; 1 while there was nothing to find. */
export function recallOfHits({ hits, hitsFound }: Recall): number {
  return hits === 0 ? 1 : hitsFound / hits
}

export function recallOfPossible({ possible, possibleFound }: Recall): number {
  return possible === 0 ? 1 : possibleFound / possible
}
