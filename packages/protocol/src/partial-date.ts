/**
 * Reads a date as an officer types it: `1984`, `03 1984`, `1984-03`, `17 03 1984`, `17.3.1984`, `1984-03-17`, `17 Mar 1984`,
 * `17031984`. With the year last, the day comes first.
 *
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined if it is no date
 */
export function readPartialDate(text: string): string | undefined {
  const compact = [/^(\d{2})(\d{2})(\d{4})$/, /^(\d{4})(\d{2})(\d{2})$/].flatMap(
    (form) => form.exec(text)?.slice(1) ?? [],
  )
  if (compact.length === 0) return fromParts(text.split(/[\s./,-]+/).filter((part) => part !== ''))
  // Eight digits: day first, unless that makes no date.
  return fromParts(compact.slice(0, 3)) ?? fromParts(compact.slice(3))
}

function fromParts(parts: readonly string[]): string | undefined {
  const yearFirst = /^\d{4}$/.test(parts[0] ?? '')
  const [year, month, day] = yearFirst ? parts : parts.toReversed()
  if (parts.length > 3 || year === undefined || !/^(1[89]|20)\d{2}$/.test(year)) return undefined
  if (month === undefined) return year
  const monthNumber = monthOf(month)
  if (monthNumber === undefined) return undefined
  if (day === undefined) return `${year}-${monthNumber}`
  const dayNumber = /^\d{1,2}$/.test(day) ? day.padStart(2, '0') : ''
  const whole = `${year}-${monthNumber}-${dayNumber}`
  return isCalendarDay(whole) ? whole : undefined
}

/** Whether there is such a day: not the 30th of February. */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthOf(text: string): string | undefined {
  const named = months.indexOf(text.slice(0, 3).toLowerCase()) + 1
  const number = /^\d{1,2}$/.test(text) ? Number(text) : named
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : undefined
}

/** Whether a date, as precise as it is known, lies after `now`'s day in UTC: nobody was born then. */
export function isToCome(date: string, now: Date): boolean {
  return date > now.toISOString().slice(0, date.length)
}
