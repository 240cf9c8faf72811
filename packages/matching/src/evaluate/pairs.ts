import type { SubjectKind } from '@crosswatch/protocol'
import { compareNames } from '../names/compare-names.ts'
import { nameForm, type NameToken } from '../names/name-form.ts'
import type { MatchingFigures, Rows } from './evaluate.ts'

/** Two names agree from this value on. */
export const pairThreshold = 0.8

/** Compares two names with nothing else known, as symmetric as the comparison itself. */
export function scorePair(a: string, b: string, kind: SubjectKind | 'unknown'): number {
  return compareNames(nameForm(a, kind), nameForm(b, kind), plainWeight).value
}

/** Without a list there is no rarity: long words count more. */
function plainWeight(token: NameToken): number {
  if (token.role === 'form' || token.role === 'honorific') return 0.6
  if (token.role === 'particle') return 1
  return token.role === 'initial' ? 2 : 4 + Math.min(4, token.roman.length / 2)
}

export async function measurePairs(pairs: Rows): Promise<NonNullable<MatchingFigures['pairs']>> {
  let right = 0
  let wrong = 0
  let lost = 0
  for await (const row of pairs) {
    const kind = row['schema'] === 'Person' ? 'person' : 'organisation'
    const same = scorePair(row['name1'] ?? '', row['name2'] ?? '', kind) >= pairThreshold
    const truth = row['is_match'] === 'true'
    if (same && truth) right++
    if (same && !truth) wrong++
    if (!same && truth) lost++
  }
  const precision = right + wrong === 0 ? 0 : right / (right + wrong)
  const recall = right + lost === 0 ? 0 : right / (right + lost)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { f1: round(f1), precision: round(precision), recall: round(recall), threshold: pairThreshold }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
