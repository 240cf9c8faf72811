import { poissonAtMost } from './chance.ts'
import { type Anomaly, watchedDays } from './rules.ts'

/** An officer's looks for one purpose in one hour of the day (UTC), on which days, and how many of them found something. */
export interface HourLooks {
  readonly officer: string
  readonly purpose: string
  /** From 0 to 23. */
  readonly hour: number
  /** Each once, counted from 1970 on. */
  readonly days: readonly number[]
  readonly looks: number
  readonly found: number
}

/** Hours that belong to a shift are those of more than half of the days; these many make one. */
const shiftHours = 4
/** Fewer days say nothing of habits. */
const daysOfHabit = 10
/** Overtime and an early start are no looks outside the shift. */
const nearHours = 2
/** On part of the days at most: what is done more often is a second shift. */
const rareDays = 0.25
/** Looks, and days on which somebody looks outside the shift, at whatever hours; once everybody stands in for a colleague. */
const looksOutside = 5
const daysOutside = 2

/** Looks far from the hours at which an officer works. Officers whose shifts rotate have no such hours. */
export function findLooksOutsideShift(looks: readonly HourLooks[]): Anomaly[] {
  return [...Map.groupBy(looks, ({ officer }) => officer)].flatMap(([officer, rows]) => {
    const { shift, outside } = divide(rows)
    const count = sums(outside).looks
    if (count < looksOutside || countDays(outside, Math.min(...shift)) < daysOutside) return []
    const hours = [...new Set(outside.map(({ hour }) => hour))].toSorted((a, b) => a - b)
    return [
      {
        rule: 'outside-shift' as const,
        officer,
        reason: `Looked ${count} times within ${watchedDays} days at hours that are more than ${nearHours} hours from the officer's shift (${hours.join(', ')} o'clock UTC).`,
      },
    ]
  })
}

/** The hours of an officer's shift, and the looks far from it; neither for an officer who has none. */
function divide(rows: readonly HourLooks[]) {
  const hours = [...Map.groupBy(rows, ({ hour }) => hour)].map(([hour, list]) => ({
    hour,
    days: countDays(list),
    list,
  }))
  const days = Math.max(...hours.map((one) => one.days))
  const shift = hours.filter((one) => one.days > days / 2).map(({ hour }) => hour)
  if (days < daysOfHabit || shift.length < shiftHours) return { shift: [], outside: [] }
  const outside = hours.filter(
    (one) => one.days <= rareDays * days && shift.every((hour) => distance(hour, one.hour) > nearHours),
  )
  return { shift, outside: outside.flatMap(({ list }) => list) }
}

/**
 * Days on which there was any of these looks, for whatever purpose.
 *
 * @param from the hour at which a day begins. With one of the shift, a night is one day and not two
 */
function countDays(rows: readonly HourLooks[], from = 0): number {
  return new Set(rows.flatMap(({ hour, days }) => days.map((day) => (hour < from ? day - 1 : day)))).size
}

/** On the clock: 23 and 1 are two hours apart. */
function distance(a: number, b: number): number {
  const apart = Math.abs(a - b)
  return Math.min(apart, 24 - apart)
}

/** Findings that colleagues would have had, below which nothing can be told. */
const expectedAtLeast = 5
/** How unlikely so few findings must be. With thousands of officers none is noticed by chance. */
const chance = 1e-6

/**
 * Looks that find far less than those of colleagues with the same purpose: whoever meets people finds somebody now and then;
 * whoever makes up names and numbers does not, in whatever order.
 */
export function findFewFindings(looks: readonly HourLooks[]): Anomaly[] {
  return [...Map.groupBy(looks, ({ purpose }) => purpose)].flatMap(([purpose, rows]) => {
    const all = sums(rows)
    return [...Map.groupBy(rows, ({ officer }) => officer)].flatMap(([officer, own]) => {
      const mine = sums(own)
      const others = { looks: all.looks - mine.looks, found: all.found - mine.found }
      const expected = others.looks === 0 ? 0 : (mine.looks * others.found) / others.looks
      if (expected < expectedAtLeast || poissonAtMost(mine.found, expected) > chance) return []
      return [
        {
          rule: 'few-findings' as const,
          officer,
          reason: `Found something in ${mine.found} of ${mine.looks} looks for ${purpose} within ${watchedDays} days, where colleagues would have in ${Math.round(expected)}.`,
        },
      ]
    })
  })
}

function sums(rows: readonly HourLooks[]) {
  return {
    looks: rows.reduce((sum, row) => sum + row.looks, 0),
    found: rows.reduce((sum, row) => sum + row.found, 0),
  }
}
