import type { Match } from '../types.ts'

/** Matches with a score in one range, and how many of them were the person asked for. */
export interface ReliabilityBand {
  readonly from: number
  readonly to: number
  readonly matches: number
  /** The mean of their scores: the share that should be right. */
  readonly score: number
  /** The share that was right. */
  readonly right: number
}

/** How far a score can be read as a chance. */
export interface Reliability {
  readonly bands: readonly ReliabilityBand[]
  /** Mean distance of score and share that was right, weighted by the matches of each band. */
  readonly calibrationError: number
}

const edges = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1]

/** Counts matches by score. `truth` is the key of the person asked for, undefined for somebody who is not listed. */
export function createReliability() {
  const counts = edges.slice(1).map(() => ({ matches: 0, scores: 0, right: 0 }))
  return {
    add(matches: readonly Match[], truth: string | undefined) {
      for (const { key, score } of matches) {
        const band = counts[edges.findLastIndex((edge) => score >= edge && edge < 1)]
        if (band === undefined) continue
        band.matches++
        band.scores += score
        if (key === truth) band.right++
      }
    },
    figures(): Reliability {
      const all = counts.reduce((sum, { matches }) => sum + matches, 0)
      const apart = counts.reduce((sum, { scores, right }) => sum + Math.abs(scores - right), 0)
      const bands = counts.flatMap(({ matches, scores, right }, at) =>
        matches === 0
          ? []
          : [
              {
                from: edges[at] ?? 0,
                to: edges[at + 1] ?? 1,
                matches,
                score: round(scores / matches),
                right: round(right / matches),
              },
            ],
      )
      return { bands, calibrationError: all === 0 ? 0 : round(apart / all) }
    },
  }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
