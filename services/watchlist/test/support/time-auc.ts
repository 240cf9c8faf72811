/** One answer as somebody who sees only the wire has it, and what it was. */
export interface TimedAnswer {
  readonly ms: number
  readonly verdict: string
}

/**
 * The chance that a hit took longer than no hit, from the ranks of their times (Mann-Whitney): 0.5 when time says nothing.
 */
export function timeAuc(answers: readonly TimedAnswer[]): number {
  const sorted = answers.toSorted((a, b) => a.ms - b.ms)
  let ranks = 0
  let hits = 0
  sorted.forEach(({ verdict }, at) => {
    if (verdict !== 'hit') return
    hits++
    ranks += at + 1
  })
  const others = sorted.length - hits
  return hits === 0 || others === 0 ? 0.5 : (ranks - (hits * (hits + 1)) / 2) / (hits * others)
}

/** How far the figure strays by chance alone when time says nothing: its standard deviation. */
export function aucDeviation(hits: number, others: number): number {
  return Math.sqrt((hits + others + 1) / (12 * hits * others))
}
