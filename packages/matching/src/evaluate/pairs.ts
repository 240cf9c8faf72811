import { nameAgreement } from '../names/agreement.ts'
import type { NamedKind } from '../names/name-form.ts'
import { createPairScorer } from '../names/pair-score.ts'
import type { MatchingFigures, Rows } from './evaluate.ts'

export async function measurePairs(pairs: Rows): Promise<NonNullable<MatchingFigures['pairs']>> {
  const scorePair = createPairScorer()
  let right = 0
  let wrong = 0
  let lost = 0
  for await (const row of pairs) {
    const kind = kindOf(row['schema'])
    const same = scorePair(row['name1'] ?? '', row['name2'] ?? '', kind) >= nameAgreement
    const truth = /^(?:true|yes|1)$/i.test((row['is_match'] ?? '').trim())
    if (same && truth) right++
    if (same && !truth) wrong++
    if (!same && truth) lost++
  }
  const precision = right + wrong === 0 ? 0 : right / (right + wrong)
  const recall = right + lost === 0 ? 0 : right / (right + lost)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { f1: round(f1), precision: round(precision), recall: round(recall), threshold: nameAgreement }
}

/** The schemas of FollowTheMoney; without one, the names do not say what they name. */
function kindOf(schema: string | undefined): NamedKind {
  const name = (schema ?? '').trim().toLowerCase()
  if (name === '') return 'unknown'
  return name === 'person' ? 'person' : 'organisation'
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
