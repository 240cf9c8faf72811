import tables from '../data/burmese.json' with { type: 'json' }

type Spellings = ReadonlyMap<string, string>

const initials: Spellings = new Map(Object.entries(tables.initials))
const clusters: Spellings = new Map(Object.entries(tables.clusters))
const glides: Spellings = new Map(Object.entries(tables.glides))
const rhymes: Spellings = new Map(Object.entries(tables.rhymes))
const rhymesAfterW: Spellings = new Map(Object.entries(tables.rhymesAfterW))

/** A stacked letter stands below one that ends a syllable, as asat would show. */
const stacked = /\u103A?\u1039/g
/** Before a letter that does not end a syllable. */
const syllableStart = /(?=[\u1000-\u102A\u103F](?!\u1037?\u103A))/u
const parts = /^([\u1000-\u102A\u103F])([\u103B-\u103E]*)(.*)$/u
const independentVowel = /[\u1023-\u102A]/

/** The syllables of a word: names are written without spaces in Burmese, and with spaces between syllables in Latin letters. */
export function burmeseSyllables(word: string): string[] {
  return word
    .replace(stacked, '\u103A')
    .split(syllableStart)
    .filter((part) => part !== '')
}

/** A Burmese word in Latin letters. */
export function romaniseBurmese(word: string): string {
  return burmeseSyllables(word).map(romaniseSyllable).join('')
}

function romaniseSyllable(syllable: string): string {
  const [, letter = '', signs = '', end = ''] = parts.exec(syllable) ?? []
  const rhyme = end.replace(/[\u1037\u1038]/g, '')
  const start = startOf(letter, signs)
  if (rhyme === '' && independentVowel.test(letter)) return start
  const afterW = start.endsWith('w') ? rhymesAfterW.get(rhyme) : undefined
  // The glide is part of those rhymes, but not the letter wa: htun, but wut.
  const text =
    afterW === undefined
      ? start + (rhymes.get(rhyme) ?? '')
      : (signs === '' ? start : start.slice(0, -1)) + afterW
  // The tone of the dot below is spelled as a t after n: Myint, Nyunt.
  return end.includes('\u1037') && text.endsWith('n') ? `${text}t` : text
}

function startOf(letter: string, signs: string): string {
  const glide = signs.includes('\u103D') ? 'w' : ''
  const cluster = clusters.get(letter + signs.replace('\u103D', ''))
  if (cluster !== undefined) return cluster + glide
  const breathed = signs.includes('\u103E') ? 'h' : ''
  const palatal = glides.get(signs.charAt(0)) ?? ''
  return breathed + (initials.get(letter) ?? '') + palatal + glide
}
