import type { BirthDate } from '@crosswatch/protocol'

export type BirthDateRule =
  | 'same'
  | 'same-as-far-as-known'
  | 'day-and-month-swapped'
  | 'one-digit-differs'
  | 'same-year'
  | 'near-year'
  | 'different'

/** How far two birth dates agree: 1 the same day, 0 nothing in common. */
export interface BirthDateComparison {
  readonly rule: BirthDateRule
  readonly listed: string
}

const order: readonly BirthDateRule[] = [
  'same',
  'same-as-far-as-known',
  'day-and-month-swapped',
  'one-digit-differs',
  'same-year',
  'near-year',
  'different',
]

/** The best agreement between the date asked for and the dates listed; undefined when one side has none. */
export function compareBirthDates(
  asked: string | undefined,
  listed: readonly BirthDate[] | undefined,
): BirthDateComparison | undefined {
  if (asked === undefined || listed === undefined) return undefined
  let best: BirthDateComparison | undefined
  for (const { date, approximate } of listed) {
    const rule = compareDates(asked, date, approximate === true)
    if (best === undefined || order.indexOf(rule) < order.indexOf(best.rule)) best = { rule, listed: date }
  }
  return best
}

function compareDates(asked: string, listed: string, approximate: boolean): BirthDateRule {
  if (asked === listed) return asked.length === 10 ? 'same' : 'same-as-far-as-known'
  if (asked.startsWith(listed) || listed.startsWith(asked)) return 'same-as-far-as-known'
  const [askedYear = '', askedMonth, askedDay] = asked.split('-')
  const [listedYear = '', listedMonth, listedDay] = listed.split('-')
  const years = Math.abs(Number(askedYear) - Number(listedYear))
  if (approximate && years <= 2) return 'near-year'
  if (years === 0 && askedMonth === listedDay && askedDay === listedMonth) return 'day-and-month-swapped'
  if (asked.length === 10 && listed.length === 10 && oneSlip(asked, listed)) return 'one-digit-differs'
  if (years === 0) return 'same-year'
  return 'different'
}

/** One digit changed, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  let at = 0
  while (a[at] === b[at]) at++
  if (a.slice(at + 1) === b.slice(at + 1)) return true
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}
