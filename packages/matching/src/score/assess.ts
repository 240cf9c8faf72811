import type { MatchEvidence, MatchVerdict } from '@crosswatch/protocol'
import { explainBirthDate } from '../explain/birth-date.ts'
import { explainIdentifier, explainNearIdentifier } from '../explain/identifier.ts'
import { explainName } from '../explain/name.ts'
import { explainNationality, explainSex } from '../explain/person.ts'
import { areNear } from '../index/identifier-postings.ts'
import type { Question } from '../index/question.ts'
import type { ListedName, Subject } from '../index/subjects.ts'
import { compareNames, type NameComparison, type TokenWeight } from '../names/compare-names.ts'
import type { Match } from '../types.ts'
import { compareBirthDates, type BirthDateComparison, type BirthDateRule } from './birth-date.ts'

interface BestName {
  readonly comparison: NameComparison
  readonly asked: string
  readonly listed: ListedName
}

const agreeing = 0.62
const weakAlias = 0.85

/** Weighs one listed subject against the question. */
export function assess(question: Question, subject: Subject, weightOf: TokenWeight): Match {
  const { query } = question
  const { identity } = subject
  const name = bestName(question, subject, weightOf)
  const birthDate = compareBirthDates(query.birthDate, identity.birthDates)
  const evidence: MatchEvidence[] = []

  let identified = false
  let near = false
  for (const asked of question.identifiers) {
    const equal = subject.identifiers.find(
      ({ feature, value }) => feature === asked.feature && value === asked.value,
    )
    if (equal !== undefined) {
      identified = true
      evidence.push(explainIdentifier(asked, equal))
      continue
    }
    const neighbour = subject.identifiers.find((listed) => areNear(asked, listed))
    if (neighbour === undefined) continue
    near = true
    evidence.push(explainNearIdentifier(asked, neighbour))
  }
  if (name !== undefined) evidence.push(explainName(name.asked, name.listed, name.comparison))
  if (birthDate !== undefined && query.birthDate !== undefined) {
    evidence.push(explainBirthDate(query.birthDate, birthDate))
  }
  const sex = explainSex(query.sex, identity.sex)
  if (sex !== undefined) evidence.push(sex)
  const nationality = explainNationality(query.nationality, identity.nationalities)
  if (nationality !== undefined) evidence.push(nationality)

  const nameValue = name?.comparison.value ?? 0
  const byName = personScore(nameValue, birthDate, sex?.effect, nationality?.effect)
  const contradicted =
    (name !== undefined && nameValue < 0.5) || birthDate?.rule === 'different' || sex?.effect === 'against'
  const verdict = verdictOf({ identified, contradicted, near, nameValue, birthDate })
  const score = identified ? (contradicted ? 0.9 : 0.99) : near ? Math.max(0.3, byName) : byName
  return { key: subject.key, score: Math.round(score * 1e4) / 1e4, verdict, evidence }
}

function bestName(question: Question, subject: Subject, weightOf: TokenWeight): BestName | undefined {
  let best: BestName | undefined
  let bestValue = -1
  for (const asked of question.names) {
    for (const listed of subject.names) {
      const comparison = compareNames(asked, listed.form, weightOf)
      const value = comparison.value * (listed.kind === 'weak-alias' ? weakAlias : 1)
      if (value <= bestValue) continue
      best = { comparison, asked: asked.written, listed }
      bestValue = value
    }
  }
  return best
}

const birthDateEffect: Readonly<Record<BirthDateRule, number>> = {
  same: 0.45,
  'same-as-far-as-known': 0.25,
  'day-and-month-swapped': 0.35,
  'one-digit-differs': 0.25,
  'near-year': 0.1,
  'same-year': -0.1,
  different: -0.45,
}

function personScore(
  name: number,
  birthDate: BirthDateComparison | undefined,
  sex: MatchEvidence['effect'] | undefined,
  nationality: MatchEvidence['effect'] | undefined,
): number {
  let score = name
  if (birthDate !== undefined) {
    const effect = birthDateEffect[birthDate.rule]
    score = effect >= 0 ? score + (1 - score) * effect * (score > 0.4 ? 1 : 0.2) : score * (1 + effect)
  }
  if (sex === 'against') score *= 0.9
  if (nationality === 'against') score *= 0.98
  return Math.min(0.99, Math.max(0, score))
}

function verdictOf(facts: {
  identified: boolean
  contradicted: boolean
  near: boolean
  nameValue: number
  birthDate: BirthDateComparison | undefined
}): MatchVerdict {
  if (facts.identified) return facts.contradicted ? 'document-hit-contradicted' : 'document-hit'
  if (facts.nameValue >= agreeing) {
    const rule = facts.birthDate?.rule
    const together = rule !== undefined && rule !== 'different' && rule !== 'same-year'
    return together ? 'name-and-birth-date' : 'name-only'
  }
  return facts.near ? 'near-identifier' : 'none'
}
