import type { Word } from './name-form.ts'
import { withoutArabicArticle } from './compounds.ts'
import { companyForms, leadingForms, sharedWords } from './word-tables.ts'

const longestForm = 7
const longestShared = 3

/**
 * Reads company forms and the words that many organisations share, longest first. Where the kind of subject is not
 * known, a shared word stays a name, because Diamond and King are surnames too.
 */
export function readOrganisationWords(
  words: readonly string[],
  known: boolean,
  read: (text: string) => Word,
): Word[] {
  const result: Word[] = []
  for (let at = 0; at < words.length;) {
    const form = longestIn(companyForms, words, at, longestForm)
    if (form !== undefined && isForm(words, at, form.length)) {
      result.push({ text: form.words, role: 'form', symbol: form.code })
      at += form.length
      continue
    }
    const shared = longestIn(sharedWords, words, at, longestShared)
    if (shared !== undefined) {
      result.push({ text: shared.words, role: known ? 'generic' : 'name', symbol: shared.code })
      at += shared.length
      continue
    }
    result.push(read(words[at] ?? ''))
    at++
  }
  return result
}

/** Short forms such as `as` and `co` count only at the end of a name, or before another form. */
function isForm(words: readonly string[], at: number, length: number): boolean {
  const end = at + length
  if (length > 1 || (words[at] ?? '').length > 3) return at > 0 || end < words.length
  if (at === 0) return words.length > 1 && leadingForms.has(words[at] ?? '')
  return end >= words.length || longestIn(companyForms, words, end, longestForm) !== undefined
}

function longestIn(table: ReadonlyMap<string, string>, words: readonly string[], at: number, most: number) {
  for (let length = Math.min(most, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length).join(' ')
    const code = table.get(phrase) ?? table.get(withoutArabicArticle(phrase))
    if (code !== undefined) return { words: phrase, code, length }
  }
  return undefined
}
