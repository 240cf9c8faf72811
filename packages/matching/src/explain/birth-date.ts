import type { MatchEvidence } from '@crosswatch/protocol'
import type { BirthDateRule } from '../score/birth-date.ts'

const said: Readonly<Record<BirthDateRule, readonly [MatchEvidence['effect'], string]>> = {
  same: ['for', 'The birth date is the listed one.'],
  'same-as-far-as-known': ['for', 'The birth dates agree as far as both are known.'],
  'day-and-month-swapped': ['for', 'The birth dates agree when day and month are swapped.'],
  'one-digit-differs': ['for', 'The birth dates differ by one digit or one swap. Check the document.'],
  'century-differs': ['for', 'The birth dates agree but for the century.'],
  'near-year': ['neutral', 'The years of birth are near, and one of them is not exact.'],
  'same-year': ['neutral', 'The year of birth agrees, the day does not.'],
  different: ['against', 'The birth dates differ.'],
}

export function explainBirthDate(asked: string, listed: string, rule: BirthDateRule): MatchEvidence {
  const [effect, note] = said[rule]
  return { feature: 'birth-date', effect, asked, listed, rule, note }
}
