import { usageError } from '../../errors.ts'
import { parseDay } from '../../import/text/dates.ts'

/** The beginning of the day that an option names. */
export function timeOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const day = parseDay(text)
  if (day?.length !== 10) throw usageError(`${option} takes a day: YYYY-MM-DD.`)
  return `${day}T00:00:00.000Z`
}
