import { findEnumeration, type NeighbourhoodLooks, numbersOf, watchedDays } from '@crosswatch/audit'
import { generator } from './generator.ts'

/** How many numbers a day somebody tries, one after the other, beside their ordinary work. */
export interface Scanner {
  readonly name: string
  readonly perDay: number
  /** Accounts that take turns. */
  readonly accounts: number
}

export interface Simulated {
  readonly officers: number
  readonly looks: number
  /** Findings about officers who did nothing but their work, for each officer and month. */
  readonly falseAlarmsPerOfficerMonth: number
  readonly scanners: readonly {
    readonly name: string
    readonly perDay: number
    readonly accounts: number
    /** From the first number on; undefined if not within the days. */
    readonly detectedAfterHours: number | undefined
    readonly numbersTried: number | undefined
  }[]
}

const scanners: readonly Scanner[] = [
  { name: '1,000 a day', perDay: 1000, accounts: 1 },
  { name: '200 a day', perDay: 200, accounts: 1 },
  { name: '50 a day', perDay: 50, accounts: 1 },
  { name: '10 a day', perDay: 10, accounts: 1 },
  { name: '2 a day', perDay: 2, accounts: 1 },
  { name: '10 a day under 5 accounts', perDay: 10, accounts: 5 },
]

const shiftHours = 8

/**
 * A node for one month. Officers check who comes: travellers of ten countries whose valid papers number five million each and
 * most of whom come from one; families whose papers follow each other, and once a week a group of 10 to 30 workers half of whom
 * have papers of one thousand. One look in fifty finds something. Scanners try numbers of one of the
 * countries, where the others work too.
 */
export function simulate(officers: number, seed: number): Simulated {
  const random = generator(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const board = createBoard()
  const paper = (country: number, number: number) =>
    `${String.fromCharCode(65 + country)}${10_000_000 + number}`
  const country = () => (random() < 0.6 ? 0 : 1 + pick(9))
  const work = (officer: string, day: number) => {
    const today = 40 + pick(80)
    for (let done = 0; done < today;) {
      const [from, number] = [country(), pick(5_000_000)]
      const together = random() < 0.05 ? 2 + pick(5) : 1
      for (let member = 0; member < together; member++)
        board.look(officer, paper(from, number + member), random() < 0.98)
      done += together
    }
    if (day % 7 !== pick(7)) return
    const [from, thousand, size] = [country(), pick(5_000), 10 + pick(21)]
    for (let member = 0; member < size; member++) {
      const number = member % 2 === 0 ? thousand * 1000 + pick(1000) : pick(5_000_000)
      board.look(officer, paper(from, number), random() < 0.98)
    }
  }

  const normal = Array.from({ length: officers }, (_, i) => `officer-${i}`)
  const flagged = new Set<string>()
  const tries = scanners.map((scanner) => ({
    ...scanner,
    next: pick(4_000_000),
    tried: 0,
    found: undefined as number | undefined,
  }))
  for (let day = 0; day < watchedDays; day++) {
    if (day % 7 < 5) for (const officer of normal) work(officer, day)
    for (const scanner of tries) {
      for (let turn = 0; turn < scanner.perDay && scanner.found === undefined; turn++) {
        const account = `${scanner.name} ${scanner.tried % scanner.accounts}`
        const neighbourhood = board.look(account, paper(5, scanner.next++), true)
        scanner.tried++
        const findings = findEnumeration(board.rowsOf(neighbourhood))
        if (findings.some(({ officer }) => officer === account))
          scanner.found = day * 24 + (turn / scanner.perDay) * shiftHours
      }
    }
    for (const { officer } of findEnumeration(board.denseRows())) {
      if (officer.startsWith('officer-')) flagged.add(officer)
    }
  }
  return {
    officers,
    looks: board.looks(),
    falseAlarmsPerOfficerMonth: flagged.size / officers,
    scanners: tries.map(({ name, perDay, accounts, found, tried }) => ({
      name,
      perDay,
      accounts,
      detectedAfterHours: found,
      numbersTried: found === undefined ? undefined : tried,
    })),
  }
}

/** What the audit service counts in its tables, here in memory. */
function createBoard() {
  const places = new Map<string, Map<string, { numbers: Set<string>; looks: number; misses: number }>>()
  let looks = 0
  const rowsOf = (neighbourhood: string): NeighbourhoodLooks[] =>
    [...(places.get(neighbourhood) ?? [])].map(([officer, counts]) => ({
      neighbourhood,
      officer,
      numbers: counts.numbers.size,
      looks: counts.looks,
      misses: counts.misses,
    }))
  return {
    looks: () => looks,
    rowsOf,
    denseRows: () => [...places.keys()].flatMap(rowsOf),
    look(officer: string, text: string, missed: boolean): string {
      const [{ number, neighbourhood } = { number: text, neighbourhood: text }] = numbersOf({
        documents: [{ number: text }],
      })
      const officers = places.get(neighbourhood) ?? new Map()
      places.set(neighbourhood, officers)
      const counts = officers.get(officer) ?? { numbers: new Set<string>(), looks: 0, misses: 0 }
      officers.set(officer, counts)
      counts.numbers.add(number)
      counts.looks++
      if (missed) counts.misses++
      looks++
      return neighbourhood
    },
  }
}
