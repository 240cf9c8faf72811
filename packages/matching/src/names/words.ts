import { joinCompounds } from './compounds.ts'
import { foldText } from './fold.ts'
import { readNumbers } from './numbers.ts'
import { splitFamilyName } from './east-asian.ts'
import { readOrganisationWords } from './organisation-words.ts'
import type { NamedKind, TokenRole, Word } from './name-form.ts'
import { connectors, honorifics, hyphenArticles, particles } from './word-tables.ts'

const longestName = 400
const longestWord = 60
const mostWords = 20

/** The words of one name, each with the part it plays. */
export function wordsOf(written: string, kind: NamedKind): Word[] {
  const start = written.slice(0, longestName)
  const words = split(foldText(kind === 'organisation' ? start.replace(camelCase, '$1 $2') : start), kind)
  const read = (text: string) => readWord(text, kind)
  const known =
    kind === 'person'
      ? words.map(read)
      : readOrganisationWords(readNumbers(words), kind === 'organisation', read)
  const joined = kind === 'organisation' ? joinCompounds(known) : splitFamilyName(joinCompounds(known))
  // A name made of nothing but small words, such as Le Van Do, is a name all the same.
  if (joined.some(({ role }) => role === 'name' || role === 'number' || role === 'generic')) return joined
  return joined.map((word) =>
    word.role === 'initial' || word.role === 'form' ? word : { ...word, role: 'name' },
  )
}

/** A capital letter within a word of an organisation's name: AgentProcessing, but not McDonald. */
const camelCase = /(\p{Ll}{3})(\p{Lu}\p{Ll}{2})/gu
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
