import weights from '../data/score-weights.json' with { type: 'json' }
import type { BirthDateRule } from './birth-date.ts'
import type { NameEvidence } from './name-evidence.ts'

/** What speaks for and against one listed subject, before it is made a number. */
export interface SubjectEvidence {
  readonly name: NameEvidence | undefined
  readonly birthDate: BirthDateRule | undefined
  readonly sex: 'same' | 'different' | undefined
  readonly nationality: 'same' | 'different' | undefined
  readonly kindDiffers: boolean
}

export const featureNames = [
  'exact',
  'close',
  'far',
  'closeCount',
  'farCount',
  'initialCount',
  'joinedCount',
  'unlike',
  'askedOnly',
  'listedOnly',
  'bothOnly',
  'agreementGap',
  'reversed',
  'birth:same',
  'birth:same-as-far-as-known',
  'birth:day-and-month-swapped',
  'birth:one-digit-differs',
  'birth:century-differs',
  'birth:near-year',
  'birth:same-year',
  'birth:different',
  'sex:different',
  'nationality:same',
  'nationality:different',
] as const

/** The features of a candidate in the order of `featureNames`. */
export function featuresOf({ name, birthDate, sex, nationality }: SubjectEvidence): number[] {
  const flag = (set: boolean) => (set ? 1 : 0)
  return [
    name?.exact ?? 0,
    name?.close ?? 0,
    name?.far ?? 0,
    name?.closeCount ?? 0,
    name?.farCount ?? 0,
    name?.initialCount ?? 0,
    name?.joinedCount ?? 0,
    name?.unlike ?? 0,
    name?.askedOnly ?? 0,
    name?.listedOnly ?? 0,
    name?.bothOnly ?? 0,
    name === undefined ? 1 : 1 - name.agreement,
    flag(name?.reversed === true),
    flag(birthDate === 'same'),
    flag(birthDate === 'same-as-far-as-known'),
    flag(birthDate === 'day-and-month-swapped'),
    flag(birthDate === 'one-digit-differs'),
    flag(birthDate === 'century-differs'),
    flag(birthDate === 'near-year'),
    flag(birthDate === 'same-year'),
    flag(birthDate === 'different'),
    flag(sex === 'different'),
    flag(nationality === 'same'),
    flag(nationality === 'different'),
  ]
}

const values: readonly number[] = featureNames.map((name) => weights.weights[name])
const weakAliasPenalty = 1.5
const kindPenalty = 1

/**
 * The logarithm of how much more likely the evidence is for the subject than for a stranger; the size of the list and the
 * share of listed people among those asked for are not in it.
 */
export function logLikelihood(evidence: SubjectEvidence): number {
  let sum = 0
  featuresOf(evidence).forEach((feature, at) => {
    sum += feature * (values[at] ?? 0)
  })
  if (evidence.name?.weakAlias === true) sum -= weakAliasPenalty
  if (evidence.kindDiffers) sum -= kindPenalty
  return sum
}

/**
 * Chances of the candidates, given that the person asked for is at most one of the persons listed, and perhaps none: one
 * person's odds over one plus the odds of all. `groups` tells which candidates are one person; without it each is its own.
 */
export function chancesOf(
  logLikelihoods: readonly number[],
  subjects: number,
  groups: readonly number[] = [],
): number[] {
  const prior = weights.bias - Math.log(Math.max(subjects, 1000))
  const odds = logLikelihoods.map((value) => Math.exp(Math.min(40, value + prior)))
  const ofPerson = new Map<number, number>()
  odds.forEach((value, at) => {
    const person = groups[at] ?? at
    ofPerson.set(person, Math.max(value, ofPerson.get(person) ?? 0))
  })
  let total = 1
  for (const value of ofPerson.values()) total += value
  return odds.map((value, at) => value / (total - (ofPerson.get(groups[at] ?? at) ?? 0) + value))
}
