import type { BirthDate } from '@crosswatch/protocol'

/** A schema admits this many birth dates. */
const mostDates = 10

/**
 * Birth dates as English lists write them: `31 Jan 1974`, `May 1963`, `1962`, `circa 1951`, `1951 to 1953`.
 *
 * @returns nothing if it is none of these
 */
export function parseBirthDates(written: string): BirthDate[] {
  const [, circa, text = ''] = /^(circa |approximately |c\. ?)?(.*)$/i.exec(written.trim()) ?? []
  const [first = '', last] = text.split(/ to | - /)
  const from = parseDay(first)
  if (from === undefined) return []
  if (last === undefined) return [circa === undefined ? { date: from } : { date: from, approximate: true }]
  const to = parseDay(last)
  return to === undefined ? [] : birthYears(Number(from.slice(0, 4)), Number(to.slice(0, 4)))
}

/**
 * A person born between two years: every year of it, each approximate, or as many as an alert may hold, spread evenly with
 * both ends among them. One year is that year.
 */
export function birthYears(from: number, to: number): BirthDate[] {
  if (!Number.isInteger(from) || !Number.isInteger(to) || to < from || from < 1000 || to > 9999) return []
  if (from === to) return [{ date: String(from) }]
  const count = Math.min(to - from + 1, mostDates)
  return Array.from({ length: count }, (_, index) => ({
    date: String(from + Math.round((index * (to - from)) / (count - 1))),
    approximate: true,
  }))
}

/** `1974`, `1974-01`, `1974-01-31`, `Jan 1974` or `31 Jan 1974` as `YYYY[-MM[-DD]]`. */
export function parseDay(written: string): string | undefined {
  const text = written.trim()
  if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(text)) return isDay(text) ? text : undefined
  const [, day, monthName, year] =
    /^(?:(\d{1,2})[ .-])?(?:([A-Za-z]{3})[a-z]*\.?[ -])(\d{4})$/.exec(text) ?? []
  if (monthName === undefined || year === undefined) return undefined
  const month = months.indexOf(monthName.toLowerCase()) + 1
  if (month === 0) return undefined
  const date = `${year}-${twoDigits(month)}${day === undefined ? '' : `-${twoDigits(Number(day))}`}`
  return isDay(date) ? date : undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** Whether the calendar has it: there is no 30 February. */
function isDay(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const time = new Date(Date.UTC(2000, month - 1, day))
  time.setUTCFullYear(year)
  return month >= 1 && month <= 12 && time.getUTCMonth() === month - 1 && time.getUTCDate() === day
}
