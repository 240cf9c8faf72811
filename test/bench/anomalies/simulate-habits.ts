import { findFewFindings, findLooksOutsideShift, type HourLooks, watchedDays } from '@crosswatch/audit'
import { generator } from './generator.ts'

export interface SimulatedHabits {
  /** Findings about officers who did nothing but their work, for each officer and month. */
  readonly outsideShiftFalseAlarms: number
  readonly fewFindingsFalseAlarms: number
  /** Until somebody who looks 5 times in a night, once a week, is noticed. */
  readonly nightLooksAfterDays: number | undefined
  /** Until somebody who looks 3 times in a night, once a week and each time at another hour, is noticed. */
  readonly otherHoursAfterDays: number | undefined
  readonly randomNumbers: readonly {
    readonly perDay: number
    /** Until somebody who tries numbers at random, over millions, is noticed. */
    readonly detectedAfterDays: number | undefined
  }[]
}

/**
 * A month of officers: of ten, six have a shift of their own, two change between two shifts from week to week, and two go
 * through all three. One day in ten is longer by up to two hours, and one officer in ten stands in once, at other hours. One
 * look in fifty finds something; at some posts half as often, at others half as often again.
 */
export function simulateHabits(officers: number, seed: number): SimulatedHabits {
  const random = generator(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const board = new Map<
    string,
    { officer: string; hour: number; days: Set<number>; looks: number; found: number }
  >()
  const look = (officer: string, day: number, hour: number, found: boolean) => {
    const key = `${officer} ${hour}`
    const row = board.get(key) ?? { officer, hour, days: new Set<number>(), looks: 0, found: 0 }
    board.set(key, row)
    row.days.add(day)
    row.looks++
    if (found) row.found++
  }
  const rows = (): HourLooks[] =>
    [...board.values()].map(({ days, ...row }) => ({ ...row, purpose: 'border-check', days: [...days] }))
  const people = Array.from({ length: officers }, (_, i) => ({
    name: `officer-${i}`,
    begins: 5 + pick(6),
    kind: i % 10 < 6 ? 'fixed' : i % 10 < 8 ? 'two' : 'three',
    rate: 0.01 + 0.02 * random(),
    standsIn: random() < 0.1 ? pick(watchedDays) : undefined,
  }))
  const begin = ({ begins, kind, standsIn }: (typeof people)[number], day: number) => {
    const week = Math.floor(day / 7)
    if (day === standsIn) return (begins + 12) % 24
    return kind === 'fixed' ? begins : (begins + 8 * (week % (kind === 'two' ? 2 : 3))) % 24
  }
  const randomTries = [200, 50, 10].map((perDay) => ({ perDay, found: undefined as number | undefined }))
  let night: number | undefined
  let otherHours: number | undefined
  const flagged = { shift: new Set<string>(), few: new Set<string>() }
  for (let day = 0; day < watchedDays; day++) {
    for (const person of day % 7 < 5 ? people : []) {
      const hours = 8 + (random() < 0.1 ? 1 + pick(2) : 0)
      for (let turn = 40 + pick(80); turn > 0; turn--) {
        const hour = begin(person, day) + pick(hours)
        look(person.name, day + Math.floor(hour / 24), hour % 24, random() < person.rate)
      }
    }
    const regular = day % 7 < 5 ? 60 : 0
    for (let turn = 0; turn < regular; turn++) look('night', day, 8 + pick(8), random() < 0.02)
    if (day % 7 === 2) for (let turn = 0; turn < 5; turn++) look('night', day, 2, false)
    for (let turn = 0; turn < regular; turn++) look('other hours', day, 8 + (turn % 8), turn % 50 === 0)
    if (day % 7 === 2)
      for (let turn = 0; turn < 3; turn++) look('other hours', day, Math.floor(day / 7), false)
    for (const { perDay } of randomTries)
      for (let turn = 0; turn < perDay; turn++) look(`random ${perDay}`, day, 8 + pick(8), false)
    const now = rows()
    const outside = new Set(findLooksOutsideShift(now).map(({ officer }) => officer))
    const few = new Set(findFewFindings(now).map(({ officer }) => officer))
    if (outside.has('night')) night ??= day + 1
    if (outside.has('other hours')) otherHours ??= day + 1
    for (const one of randomTries) if (few.has(`random ${one.perDay}`)) one.found ??= day + 1
    for (const { name } of people) {
      if (outside.has(name)) flagged.shift.add(name)
      if (few.has(name)) flagged.few.add(name)
    }
  }
  return {
    outsideShiftFalseAlarms: flagged.shift.size / officers,
    fewFindingsFalseAlarms: flagged.few.size / officers,
    nightLooksAfterDays: night,
    otherHoursAfterDays: otherHours,
    randomNumbers: randomTries.map(({ perDay, found }) => ({ perDay, detectedAfterDays: found })),
  }
}
