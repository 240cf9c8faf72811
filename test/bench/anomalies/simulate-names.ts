import { findOfficerNames, type OfficerNameLooks, type PurposeLooks, watchedDays } from '@crosswatch/audit'
import { askedPersonKeys, knownPersonKeys } from '@crosswatch/matching'
import { generator } from './generator.ts'

export interface SimulatedNames {
  /** Looks for a namesake of an officer of the same authority, in the month. */
  readonly namesakes: number
  /** Findings about officers who did nothing but their work, for each officer and month; and if of no officer the birth date is known. */
  readonly falseAlarms: number
  readonly falseAlarmsWithoutBirthDates: number
  readonly curious: readonly { readonly how: string; readonly detectedAfterDays: number | undefined }[]
}

const given = 300
const surnames = 5_000

interface Asked {
  readonly name: string
  readonly birthDate?: string
  readonly uncased?: boolean
}

/**
 * A month of officers of ten authorities, five of which stand at a border. They look for people whose names are as common as theirs: the
 * k-th most common name is k times as rare as the first, so that one officer in three shares theirs with one traveller in 20,000. Of
 * looks at a border 95 in 100 carry a birth date, of the others 60; nine in ten of these name a case. Of four officers the birth
 * dates of three are known.
 */
export function simulateNames(officers: number, seed: number): SimulatedNames {
  const random = generator(seed)
  const nameOf = () => `${letters(common(random(), given))} ${letters(given + common(random(), surnames))}`
  const dateOf = () => new Date(-2e8 + random() * 1.2e12).toISOString().slice(0, 10)
  const people = Array.from({ length: officers }, (_, i) => {
    const [name, birthDate] = [nameOf(), dateOf()]
    return { officer: `officer-${i}`, authority: i % 10, name, birthDate, known: i % 4 > 0 }
  })
  const byName = Map.groupBy(people, ({ authority, name }) => `${authority} ${name}`)
  const curious = curiosity(people)
  const workers = curious.map(({ how, authority }) => ({ officer: how, authority }))
  const boards = { told: createBoard(), untold: createBoard() }
  let namesakes = 0
  const activity = new Map<string, { officer: string; authority: string; looks: number }>()
  const look = (officer: string, authority: number, day: number, asked: Asked) => {
    const done = activity.get(officer) ?? { officer, authority: `${authority}`, looks: 0 }
    activity.set(officer, done)
    done.looks++
    for (const person of byName.get(`${authority} ${asked.name}`) ?? []) {
      namesakes += officer.startsWith('officer-') ? 1 : 0
      boards.told.note(officer, person, day, asked, person.known)
      boards.untold.note(officer, person, day, asked, false)
    }
  }
  const flagged = { told: new Set<string>(), untold: new Set<string>() }
  for (let day = 0; day < watchedDays; day++) {
    for (const { officer, authority } of day % 7 < 5 ? [...people, ...workers] : []) {
      const border = authority < 5
      for (let turn = border ? 40 + random() * 80 : 10 + random() * 20; turn > 0; turn--) {
        const dated = random() < (border ? 0.95 : 0.6)
        const uncased = !border && random() < 0.1
        look(officer, authority, day, { name: nameOf(), uncased, ...(dated && { birthDate: dateOf() }) })
      }
    }
    for (const one of curious) if (day % one.everyDays === 0) look(one.how, one.authority, day, one.asked)
    const looks = [...activity.values()].map((row) => ({ ...row, purpose: 'any', referenced: row.looks }))
    for (const { officer } of boards.told.findings(looks)) {
      flagged.told.add(officer)
      for (const one of curious) if (one.how === officer) one.found ??= day + 1
    }
    for (const { officer } of boards.untold.findings(looks)) flagged.untold.add(officer)
  }
  const rate = (found: ReadonlySet<string>) =>
    [...found].filter((officer) => officer.startsWith('officer-')).length / officers
  return {
    namesakes,
    falseAlarms: rate(flagged.told),
    falseAlarmsWithoutBirthDates: rate(flagged.untold),
    curious: curious.map(({ how, found }) => ({ how, detectedAfterDays: found })),
  }
}

interface Person {
  readonly officer: string
  readonly authority: number
  readonly name: string
  readonly birthDate: string
}

/** Who looks for an officer of their authority beside their work, and how often. */
function curiosity(people: readonly Person[]) {
  const about = (how: string, place: number, everyDays: number, asked: (person: Person) => Partial<Asked>) =>
    people.slice(place, place + 1).map((person) => ({
      how,
      authority: person.authority,
      everyDays,
      asked: { name: person.name, ...asked(person) },
      found: undefined as number | undefined,
    }))
  return [
    ...about('name and birth date, once', 1, watchedDays, ({ birthDate }) => ({ birthDate })),
    ...about('name alone, no case, once a week', 5, 7, () => ({ uncased: true })),
    ...about('name alone, once a week', 2, 7, () => ({})),
  ]
}

/** What the audit service keeps in its table, here in memory. */
function createBoard() {
  const days = new Map<string, { officer: string; subject: string; certain: boolean; uncased: boolean }>()
  return {
    note(officer: string, person: Person, day: number, { uncased = false, ...asked }: Asked, known: boolean) {
      const { name, birthDate } = person
      const keys = askedPersonKeys(asked)
      const agreeing = knownPersonKeys({ names: [name], ...(known && { birthDate }) }).filter(({ key }) =>
        keys.includes(key),
      )
      if (agreeing.length === 0) return
      const place = `${officer} ${person.officer} ${day}`
      const row = days.get(place)
      days.set(place, {
        officer,
        subject: person.officer,
        certain: row?.certain === true || agreeing.some(({ certain }) => certain),
        uncased: row?.uncased === true || uncased,
      })
    },
    findings(activity: readonly PurposeLooks[]) {
      const rows = Map.groupBy(days.values(), ({ officer, subject }) => `${officer} ${subject}`)
      return findOfficerNames(
        [...rows.values()].flatMap((own): OfficerNameLooks[] => {
          const [first] = own
          if (first === undefined) return []
          const count = (field: 'certain' | 'uncased') => own.filter((row) => row[field]).length
          const { officer, subject } = first
          return [
            {
              officer,
              subject,
              days: own.length,
              certain: count('certain'),
              uncased: count('uncased'),
              record: '',
            },
          ]
        }),
        activity,
      )
    },
  }
}

/** The place of a name when names are ordered by how common they are (Zipf). */
function common(chance: number, names: number): number {
  return Math.floor((names + 1) ** chance) - 1
}

/** A word for a number. */
function letters(number: number): string {
  return `${number + 1000}`.replaceAll(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)))
}
