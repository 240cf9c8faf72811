import { unpackDate } from '../index/facts.ts'

/** How a birth date asked for relates to one listed, best first. */
export const birthDateRules = [
  'same',
  'same-as-far-as-known',
  'day-and-month-swapped',
  'one-digit-differs',
  'century-differs',
  'near-year',
  'same-year',
  'different',
] as const
export type BirthDateRule = (typeof birthDateRules)[number]

export interface BirthDateComparison {
  readonly rule: BirthDateRule
  /** Which of the listed dates it is. */
  readonly index: number
}

/** The best agreement between the packed date asked for and the listed ones; undefined when one side has none. */
export function compareBirthDates(
  packed: number | undefined,
  listed: Uint32Array,
): BirthDateComparison | undefined {
  if (packed === undefined) return undefined
  let best: BirthDateComparison | undefined
  let bestRank: number = birthDateRules.length
  for (let index = 0; index < listed.length; index++) {
    const rule = compareDates(packed, listed[index] ?? 0)
    const rank = birthDateRules.indexOf(rule)
    if (rank >= bestRank) continue
    best = { rule, index }
    bestRank = rank
  }
  return best
}

/** Compares two packed dates. A day above 12 in the month's place is kept as it is: it shows a swap. */
function compareDates(askedPacked: number, listedPacked: number): BirthDateRule {
  const asked = unpackDate(askedPacked)
  const listed = unpackDate(listedPacked)
  const years = Math.abs(asked.year - listed.year)
  if (years === 0) {
    if (asked.month === listed.month && asked.day === listed.day) {
      return asked.day === 0 ? 'same-as-far-as-known' : 'same'
    }
    const vague = asked.month === 0 || listed.month === 0
    const sameMonth = asked.month === listed.month && (asked.day === 0 || listed.day === 0)
    if (vague || sameMonth) return 'same-as-far-as-known'
    if (asked.month === listed.day && asked.day === listed.month) return 'day-and-month-swapped'
  }
  const full = asked.day !== 0 && listed.day !== 0
  if (full && oneSlip(asked, listed)) return 'one-digit-differs'
  if (years % 100 === 0 && years > 0 && asked.month === listed.month && asked.day === listed.day)
    return 'century-differs'
  if (years <= 2 && (listed.approximate || asked.month === 0 || listed.month === 0)) return 'near-year'
  return years === 0 ? 'same-year' : 'different'
}

interface PlainDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** One digit changed, or two neighbouring digits of one part swapped. */
function oneSlip(a: PlainDate, b: PlainDate): boolean {
  const differing = [a.year !== b.year, a.month !== b.month, a.day !== b.day].filter(Boolean).length
  if (differing !== 1) return false
  return slipOf(a.year, b.year, 4) || slipOf(a.month, b.month, 2) || slipOf(a.day, b.day, 2)
}

function slipOf(a: number, b: number, width: number): boolean {
  if (a === b) return false
  const left = String(a).padStart(width, '0')
  const right = String(b).padStart(width, '0')
  let at = 0
  while (left[at] === right[at]) at++
  if (left.slice(at + 1) === right.slice(at + 1)) return true
  return (
    left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
  )
}
