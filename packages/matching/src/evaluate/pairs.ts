import { nameAgreement } from '../names/agreement.ts'
import { createPairScorer } from '../names/pair-score.ts'
import type { MatchingFigures, Rows } from './evaluate.ts'

export async function measurePairs(pairs: Rows): Promise<NonNullable<MatchingFigures['pairs']>> {
  const scorePair = createPairScorer()
  let right = 0
  let wrong = 0
  let lost = 0
  for await (const row of pairs) {
    const kind = row['schema'] === 'Person' ? 'person' : 'organisation'
    const same = scorePair(row['name1'] ?? '', row['name2'] ?? '', kind) >= nameAgreement
    const truth = row['is_match'] === 'true'
    if (same && truth) right++
    if (same && !truth) wrong++
    if (!same && truth) lost++
  }
  const precision = right + wrong === 0 ? 0 : right / (right + wrong)
  const recall = right + lost === 0 ? 0 : right / (right + lost)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { f1: round(f1), precision: round(precision), recall: round(recall), threshold: nameAgreement }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
