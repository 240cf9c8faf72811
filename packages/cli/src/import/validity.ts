import { addMonths, type Category, categoryRules } from '@crosswatch/protocol'
import { usageError } from '../errors.ts'

/** A duration of ISO 8601, in whole days, weeks, months or years. */
export interface Period {
  readonly months: number
  readonly days: number
}

/** `P12M`, `P1Y`, `P90D`, `P2W`. @throws {CommandError} */
export function parsePeriod(text: string): Period {
  const [, amount = '', unit = ''] = /^P([1-9]\d{0,3})([DWMY])$/.exec(text) ?? []
  const count = Number(amount)
  switch (unit) {
    case 'D':
      return { months: 0, days: count }
    case 'W':
      return { months: 0, days: count * 7 }
    case 'M':
      return { months: count, days: 0 }
    case 'Y':
      return { months: count * 12, days: 0 }
    default:
      throw usageError(`${text} is no period; write P90D, P6M or P1Y.`)
  }
}

/**
 * When an alert that is imported now ends, at most as late as its category allows.
 *
 * A list is imported again and again, and an alert whose end moves is a new version that a second officer approves. So the
 * period does not run from this moment but from the beginning of the present quarter (six months or more), month (two or
 * more) or day: within it, a row that did not change stays the same.
 *
 * @param period default: as long as the category allows, but a year at most
 */
export function endOfValidity(now: Date, category: Category, period: Period | undefined): string {
  const most = categoryRules[category].reviewMonths
  const { months, days } = period ?? { months: Math.min(most, 12), days: 0 }
  const shorter = { months: Math.min(months, most), days }
  const from = beginningOf(now, shorter)
  const end = addMonths(from, shorter.months)
  end.setUTCDate(end.getUTCDate() + shorter.days)
  return end.toISOString()
}

function beginningOf(now: Date, { months, days }: Period): Date {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  if (months >= 6 || days >= 180) return new Date(Date.UTC(year, month - (month % 3), 1))
  if (months >= 2 || days >= 60) return new Date(Date.UTC(year, month, 1))
  return new Date(Date.UTC(year, month, now.getUTCDate()))
}
