import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import { createRandom, damages, pick, type Random } from '../../../packages/matching/tools/damage.ts'
import { rowsOf } from '../../../packages/matching/test/support/shared-data.ts'

interface NameParts {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

/** Subjects as many as wanted, made from the parts of the shared persons' names; the same at every call. */
export interface Population {
  subject(number: number): { key: string; identity: Identity }
  /** A damaged question for one of the first `count` subjects. */
  question(number: number, count: number): { key: string; query: SubjectQuery }
}

/** Parts are mixed only within a script, and as often as they occur. */
export async function createPopulation(): Promise<Population> {
  const byScript = new Map<string, { given: string[]; family: string[] }>()
  const scripts: string[] = []
  for await (const row of rowsOf('matching/persons-88000.csv.gz')) {
    const [given = '', family = ''] = [row['first_name'], row['last_name']]
    if (given === '' || family === '') continue
    const script = scriptName(family)
    const parts = byScript.get(script) ?? { given: [], family: [] }
    parts.given.push(given)
    parts.family.push(family)
    byScript.set(script, parts)
    scripts.push(script)
  }
  const subject = (number: number) => {
    const random = createRandom(number * 7919 + 17)
    const script = pick(random, scripts) ?? ''
    return person(number, byScript.get(script) ?? { given: [], family: [] }, random)
  }
  return {
    subject: (number) => {
      const { key, identity } = subject(number)
      return { key, identity }
    },
    question(number, count) {
      const random = createRandom(number * 104_729 + 5)
      const { key, parts, birthDate } = subject(Math.floor(random() * count))
      const damage = pick(random, Object.values(damages))
      const full = `${parts.given} ${parts.middle} ${parts.family}`
      const name = damage?.({ id: key, full, birthDate, ...parts }, random) ?? full
      return { key, query: { subject: 'person', name, ...(random() < 0.5 ? { birthDate } : {}) } }
    },
  }
}

function person(number: number, parts: NameParts, random: Random) {
  const given = pick(random, parts.given) ?? 'Ana'
  const middle = pick(random, parts.given) ?? ''
  const family = pick(random, parts.family) ?? 'Vale'
  const two = (value: number) => String(value).padStart(2, '0')
  const birthDate = `${1940 + Math.floor(random() * 65)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`
  const identity: Identity = {
    subject: 'person',
    names: [{ full: `${given} ${middle} ${family}`, kind: 'primary', given, family }],
    birthDates: [{ date: birthDate }],
    sex: random() < 0.5 ? 'female' : 'male',
    nationalities: [pick(random, ['XA', 'XB', 'XC', 'XD', 'XE']) ?? 'XA'],
    ...(random() < 0.3
      ? { documents: [{ kind: 'passport', number: `X${10_000_000 + number}`, country: 'XA' }] }
      : {}),
  }
  const key = `0190${number.toString(16).padStart(8, '0')}-7000-7000-8000-000000000000`
  return { key, identity, birthDate, parts: { given, middle, family } }
}

function scriptName(text: string): string {
  for (const script of ['Latin', 'Han', 'Arabic', 'Devanagari', 'Hangul', 'Cyrillic', 'Thai', 'Hebrew']) {
    if (new RegExp(`^\\p{Script=${script}}`, 'u').test(text)) return script
  }
  return 'other'
}
