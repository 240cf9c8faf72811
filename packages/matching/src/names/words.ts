import { joinCompounds } from './compounds.ts'
import { foldText } from './fold.ts'
import { readNumbers } from './numbers.ts'
import { splitFamilyName, splitSyllables } from './east-asian.ts'
import { readOrganisationWords } from './organisation-words.ts'
import type { NamedKind, TokenRole, Word } from './name-form.ts'
import { connectors, honorifics, hyphenArticles, particles } from './word-tables.ts'

const longestName = 400
const longestWord = 60
const mostWords = 20

/** The words of one name, each with the part it plays. */
export function wordsOf(written: string, kind: NamedKind): Word[] {
  const start = written.slice(0, longestName)
  const text = foldText(kind === 'organisation' ? start.replace(gluedWords, ' ') : start)
  const words = split(text, kind)
  const read = (word: string) => readWord(word, kind)
  const known =
    kind === 'person'
      ? words.map(read)
      : readOrganisationWords(readNumbers(words), kind === 'organisation', read)
  const joined =
    kind === 'organisation'
      ? withoutStump(markAbbreviations(joinCompounds(known), text))
      : splitSyllables(splitFamilyName(joinCompounds(known)))
  // A name made of nothing but small words, such as Le Van Do, is a name all the same.
  if (joined.some(({ role }) => role === 'name' || role === 'number' || role === 'generic')) return joined
  return joined.map((word) =>
    word.role === 'initial' || word.role === 'form' ? word : { ...word, role: 'name' },
  )
}

/** Where words of an organisation's name are glued: AgentProcessing, but not McDonald; H2Visas, but not H2B. */
const gluedWords = /(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})|(?<=\p{Nd})(?=\p{L}{4})/gu
const abbreviation = /(?<![\p{L}\p{M}.])(\p{L}{3,})\.(?=\s+\p{L})/gu

/** A word with a full stop after it, as in `Phil. Crew`, may be the beginning of a longer one. */
function markAbbreviations(words: readonly Word[], text: string): Word[] {
  const short = new Set(Array.from(text.matchAll(abbreviation), (match) => match[1]))
  return words.map((word) => (word.role === 'name' && short.has(word.text) ? { ...word, cut: true } : word))
}

/** One letter left at the end of a long name is what a short field cut off; i, v and x are numbers. */
function withoutStump(words: Word[]): Word[] {
  const last = words.at(-1)
  return words.length > 3 && last?.role === 'initial' && !/[ivx]/.test(last.text) ? words.slice(0, -1) : words
}
const apostrophe = /(?<=\p{L})['’‘ʼ`´′](?=\p{L})/gu
const dotted =
  /(?<![\p{L}\p{M}])(?:\p{L}\.\s?){2,}(?:\p{L}(?![\p{L}\p{M}]))?|(?<![\p{L}\p{M}])\p{L}\.\p{L}(?![\p{L}\p{M}])/gu
const hyphenated = /(?<![\p{L}\p{M}])(\p{L}{1,4})[-‐–](?=\p{L})/gu

/** Words in order; an article that a hyphen ties to the next word keeps the hyphen, because that makes it an article. */
function split(text: string, kind: NamedKind): string[] {
  const whole = text.replace(apostrophe, '')
  const joined = kind === 'person' ? whole : whole.replace(dotted, (run) => ` ${run.replace(/[.\s]/g, '')} `)
  return joined
    .replace(hyphenated, (match, article: string) => (hyphenArticles.has(article) ? `${article}- ` : match))
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{M}\p{N}-]+/u)
    .flatMap((word) => word.split(/-(?!$)/))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.slice(0, longestWord))
    .slice(0, mostWords)
}

function readWord(written: string, kind: NamedKind): Word {
  if (written.endsWith('-')) return { text: written.slice(0, -1), role: 'particle' }
  return { text: written, role: roleOf(written, kind) }
}

function roleOf(text: string, kind: NamedKind): TokenRole {
  if (/^\p{N}+$/u.test(text)) return 'number'
  if (kind !== 'organisation' && honorifics.has(text)) return 'honorific'
  if (kind !== 'person' && connectors.has(text)) return 'particle'
  if (/^[a-z]$/.test(text)) return 'initial'
  if (particles.has(text)) return 'particle'
  return 'name'
}
