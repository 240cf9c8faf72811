import { rowsOf } from '../test/support/shared-data.ts'
import groups from './recruiter-groups.json' with { type: 'json' }
import { createRandom, pick } from './damage.ts'

/**
 * Makes a set of pairs for `crosswatch evaluate matching --pairs` from the foreign recruiters that employers declared to the US
 * Department of Labor: `node infra/setup.mjs packages/matching/tools/recruiter-pairs.ts > pairs.csv`. The same recruiter stands
 * there as many clerks wrote it. Which names are one was judged by hand and is kept by number, so that no firm is named here.
 * Other pairs are the most alike by their trigrams, and half as many by lot. Nothing was fitted to the pairs, but rules were written
 * after a look at what went wrong among them: names nobody has seen do a little worse.
 */
interface Firm {
  readonly written: string
  readonly group: number
  readonly trigrams: ReadonlySet<string>
}
interface Pair {
  readonly a: Firm
  readonly b: Firm
  readonly alike: number
}

const spellingsOfOne = 3
const pairsOfGroup = 8
const random = createRandom(3)
const firms = await readFirms()
const same: Pair[] = []
const other: Pair[] = []
firms.forEach((a, at) => {
  for (const b of firms.slice(at + 1)) {
    // Names that differ in capitals and stops only are too easy to count in full.
    if (letters(a.written) === letters(b.written) && random() > 0.15) continue
    const pair = { a, b, alike: likeness(a.trigrams, b.trigrams) }
    if (a.group === b.group) same.push(pair)
    else other.push(pair)
  }
})
const chosen = new Map<number, Pair[]>()
for (const pair of same.toSorted(() => random() - 0.5)) {
  const list = chosen.get(pair.a.group) ?? []
  if (list.length < pairsOfGroup) chosen.set(pair.a.group, [...list, pair])
}
const matches = [...chosen.values()].flat()
const ranked = other.toSorted((x, y) => y.alike - x.alike)
const strangers = ranked.slice(0, matches.length)
const rest = ranked.slice(matches.length)
for (let count = 0; count < matches.length / 2; count++) {
  const pair = pick(random, rest)
  if (pair !== undefined) strangers.push(pair)
}
process.stdout.write('schema,name1,name2,is_match\n')
for (const pair of matches) write(pair, true)
for (const pair of strangers) write(pair, false)

async function readFirms(): Promise<Firm[]> {
  const spellings = new Map<string, Set<string>>()
  for await (const { firm = '' } of rowsOf('labour/us-dol-h2b-foreign-recruiters.csv')) {
    const words = wordsOf(firm)
    spellings.set(words, (spellings.get(words) ?? new Set()).add(firm))
  }
  const leftOut = new Set(groups.leftOut)
  return [...spellings.keys()].toSorted().flatMap((words, number) => {
    if (leftOut.has(number)) return []
    const found = groups.groups.findIndex((group) => group.includes(number))
    const group = found < 0 ? groups.groups.length + number : found
    const written = [...(spellings.get(words) ?? [])].slice(0, spellingsOfOne)
    return written.map((name) => ({ written: name, group, trigrams: trigramsOf(words) }))
  })
}

function wordsOf(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, ' ').trim()
}

function letters(text: string): string {
  return wordsOf(text).replaceAll(' ', '')
}

function trigramsOf(words: string): Set<string> {
  const padded = `  ${words} `
  return new Set(Array.from(padded.slice(2), (_, at) => padded.slice(at, at + 3)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size
  return shared / (a.size + b.size - shared)
}

function write({ a, b }: Pair, match: boolean) {
  const quoted = [a, b].map(({ written }) => `"${written.replaceAll('"', '""')}"`)
  process.stdout.write(`Company,${quoted.join(',')},${match}\n`)
}
