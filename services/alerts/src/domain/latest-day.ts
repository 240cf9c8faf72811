/** The day that it is already where it is latest: a day that somebody writes down is one of their own clock (UTC+14 at most). */
export function latestDay(now: Date): string {
  return new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)
}
