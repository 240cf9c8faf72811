/**
 * Ways in which a name reaches a border officer damaged, for fitting the score. Written from the kinds of damage that the
 * shared query set names; none of its rows is used.
 */
export interface Person {
  readonly id: string
  readonly full: string
  readonly given: string
  readonly middle: string
  readonly family: string
  readonly birthDate: string
}

export type Random = () => number

/** A small repeatable random source (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)]
}

export const damages: Readonly<Record<string, (person: Person, random: Random) => string>> = {
  none: ({ full }) => full,
  upper: ({ full }) => full.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
  reordered: ({ given, middle, family }) => `${family.toUpperCase()}, ${`${given} ${middle}`.trim()}`,
  withoutMiddle: ({ given, family }) => `${given} ${family}`,
  oneSlip: ({ full }, random) => slipInOne(full, random),
  slipInEach: ({ full }, random) =>
    full
      .split(' ')
      .map((word) => (word.length > 2 ? slip(word, random) : word))
      .join(' '),
  respelled: ({ full }, random) => respell(full, random),
  joined: ({ full }, random) => {
    const words = full.split(/\s+/)
    if (words.length < 2) return full
    const at = Math.floor(random() * (words.length - 1))
    return [
      ...words.slice(0, at),
      `${words[at]}${words[at + 1]?.toLowerCase()}`,
      ...words.slice(at + 2),
    ].join(' ')
  },
  separated: ({ full }, random) => {
    const at = 2 + Math.floor(random() * Math.max(1, full.length - 4))
    return `${full.slice(0, at)} ${full.slice(at)}`
  },
  initial: ({ given, middle, family }) => `${given.slice(0, 1)}. ${middle} ${family}`.replace(/\s+/g, ' '),
  middleInitial: ({ given, middle, family }) =>
    `${given} ${middle.slice(0, 1)} ${family}`.replace(/\s+/g, ' '),
  zone: ({ given, middle, family }) => zoneName(family, `${given} ${middle}`),
  extraName: ({ full, family }, random) => `${full} ${pick(random, ['Maria', 'Ali', 'Lee', family]) ?? ''}`,
  withTitle: ({ full }, random) => `${pick(random, ['Dr', 'Mr', 'Mrs', 'Haji', 'Sheikh']) ?? ''} ${full}`,
}

const keys = 'abcdefghijklmnopqrstuvwxyz'

/** One letter left out, doubled, changed, added, or swapped with its neighbour. */
export function slip(word: string, random: Random): string {
  const at = Math.floor(random() * word.length)
  const letter = keys[Math.floor(random() * keys.length)] ?? 'x'
  const kind = Math.floor(random() * 5)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at + 1)
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at)
  if (kind === 3) return word.slice(0, at + 1) + word.slice(at)
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}

function slipInOne(full: string, random: Random): string {
  const words = full.split(' ')
  const long = words.flatMap((word, at) => (word.length > 3 ? [at] : []))
  const chosen = pick(random, long)
  if (chosen === undefined) return full
  words[chosen] = slip(words[chosen] ?? '', random)
  return words.join(' ')
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/w/g, 'v'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/c(?=[^hiey])/g, 'k'],
  [/y/g, 'i'],
  [/j/g, 'y'],
  [/z/g, 's'],
  [/e/g, 'a'],
  [/o/g, 'u'],
  [/i/g, 'y'],
  [/ee/g, 'i'],
  [/(.)\1/g, '$1'],
  [/sh/g, 'sch'],
  [/k/g, 'kh'],
  [/ch/g, 'tch'],
  [/v/g, 'w'],
]

function respell(full: string, random: Random): string {
  let text = full.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  for (const [pattern, replacement] of spellings)
    if (random() < 0.3) text = text.replace(pattern, replacement)
  return text
}

const zoneLetters: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ß: 'SS',
  Ø: 'OE',
  Å: 'AA',
  Æ: 'AE',
}

function zoneName(family: string, given: string): string {
  const write = (text: string) =>
    text
      .normalize('NFC')
      .toUpperCase()
      .replace(/[ÄÖÜßØÅÆ]/g, (letter) => zoneLetters[letter] ?? letter)
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .trim()
      .replace(/[^\p{L}]+/gu, '<')
  return `${write(family)}<<${write(given)}`.slice(0, 39).padEnd(39, '<')
}

/** What the officer's date says of the listed one: mostly the same, now and then damaged or wrong. */
export function damageDate(date: string, random: Random): string | undefined {
  const [year = '', month = '', day = ''] = date.split('-')
  const draw = random()
  if (draw < 0.3) return undefined
  if (draw < 0.84) return date
  if (draw < 0.91) return `${year}-${day}-${month}`
  if (draw < 0.94) return slipDigit(date, random)
  if (draw < 0.97) return year
  if (draw < 0.98) return `${year}-${month}`
  if (draw < 0.99) return `${Number(year) + (random() < 0.5 ? 1 : -1)}-${month}-${day}`
  return `19${40 + Math.floor(random() * 59)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`
}

function slipDigit(date: string, random: Random): string {
  const places = [3, 6, 9]
  const at = pick(random, places) ?? 9
  return `${date.slice(0, at)}${Math.floor(random() * 9) + 1}${date.slice(at + 1)}`
}
