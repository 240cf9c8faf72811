import { hasLooseVowels, scriptOf, type Script } from '../scripts/detect.ts'
import { romanise } from '../scripts/romanise.ts'
import { letterBits } from './bits.ts'
import { joinCompounds } from './compounds.ts'
import { foldText } from './fold.ts'
import { readOrganisationWords } from './organisation-words.ts'
import { readNumbers } from './numbers.ts'
import { connectors, honorifics, hyphenArticles, particles } from './word-tables.ts'
import { skeletonOf, soundsOf } from './sounds.ts'

export type TokenRole = 'name' | 'initial' | 'number' | 'particle' | 'honorific' | 'form' | 'generic'
export type NamedKind = 'person' | 'organisation' | 'unknown'

/** A word with the part it plays, before its sounds are known. */
export interface Word {
  readonly text: string
  readonly role: TokenRole
  /** What translations and abbreviations of the word have in common. */
  readonly symbol?: string
}

/** One word of a name, ready for comparison. */
export interface NameToken extends Word {
  readonly script: Script
  /** The word in the letters a to z and the digits 0 to 9. */
  readonly roman: string
  readonly sounds: string
  readonly skeleton: string
  /** One bit for each letter of `roman`, and for each consonant of `skeleton`: a quick way to see that two differ. */
  readonly letters: number
  readonly consonants: number
  /** True when the script leaves the vowels open. */
  readonly loose: boolean
}

/** A name as the index and the comparison see it. */
export interface NameForm {
  readonly written: string
  readonly tokens: readonly NameToken[]
}

const longestName = 400
const longestWord = 60
const mostWords = 20

/** Reads a name as written anywhere: typed, listed, or taken from a machine-readable zone. */
export function nameForm(written: string, kind: NamedKind): NameForm {
  return { written, tokens: wordsOf(written, kind).map(nameToken) }
}

export function nameToken(word: Word): NameToken {
  const script = scriptOf(word.text)
  const roman = romanise(word.text)
  const sounds = /^[0-9]*$/.test(roman) ? roman : soundsOf(roman)
  const skeleton = skeletonOf(sounds)
  return {
    text: word.text,
    role: word.role,
    ...(word.symbol === undefined ? {} : { symbol: word.symbol }),
    script,
    roman,
    sounds,
    skeleton,
    letters: letterBits(roman),
    // The mark of a first vowel says nothing about consonants.
    consonants: letterBits(skeleton.replace(/^a/, '')),
    loose: hasLooseVowels(script),
  }
}

function wordsOf(written: string, kind: NamedKind): Word[] {
  const plain = split(foldText(written.slice(0, longestName)), kind)
  const numbered = kind === 'person' ? plain : readNumbers(plain)
  const words =
    kind === 'person'
      ? numbered.map((text) => ({ text, role: roleOf(text, kind) }))
      : organisation(numbered, kind)
  const joined = joinCompounds(words)
  // A name made of nothing but small words, such as Le Van Do, is a name all the same.
  if (joined.some(({ role }) => role === 'name' || role === 'number' || role === 'generic')) return joined
  return joined.map((word) =>
    word.role === 'initial' || word.role === 'form' ? word : { ...word, role: 'name' },
  )
}

function split(text: string, kind: NamedKind): string[] {
  const apostropheless = text.replace(/(?<=\p{L})['’‘ʼ`´′](?=\p{L})/gu, '')
  const dotted =
    /(?<![\p{L}\p{M}])(?:\p{L}\.\s?){2,}(?:\p{L}(?![\p{L}\p{M}]))?|(?<![\p{L}\p{M}])\p{L}\.\p{L}(?![\p{L}\p{M}])/gu
  const whole =
    kind === 'person' ? apostropheless : apostropheless.replace(dotted, (letters) => joinDotted(letters))
  return whole
    .replace(/(?<![\p{L}\p{M}])(\p{L}{1,4})[-‐–](\p{L})/gu, (match, article: string, next: string) =>
      hyphenArticles.has(article) ? `${article}- ${next}` : match,
    )
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{M}\p{N}-]+/u)
    .flatMap((word) => (word.endsWith('-') ? [word] : word.split('-')))
    .filter((word) => word !== '' && word !== '-')
    .map((word) => word.slice(0, longestWord))
    .slice(0, mostWords)
}

function joinDotted(letters: string): string {
  return ` ${letters.replace(/[.\s]/g, '')} `
}

function organisation(words: readonly string[], kind: NamedKind): Word[] {
  return readOrganisationWords(words, kind === 'organisation', (text) => roleOf(text, kind))
}

function roleOf(text: string, kind: NamedKind): TokenRole {
  if (text.endsWith('-')) return 'particle'
  if (/^\p{N}+$/u.test(text)) return 'number'
  if (kind !== 'organisation' && honorifics.has(text)) return 'honorific'
  if (kind !== 'person' && connectors.has(text)) return 'particle'
  if (/^[a-z]$/.test(text)) return 'initial'
  if (particles.has(text)) return 'particle'
  return 'name'
}
