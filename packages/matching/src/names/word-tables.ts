import forms from '../data/company-forms.json' with { type: 'json' }
import labour from '../data/labour-words.json' with { type: 'json' }
import words from '../data/name-words.json' with { type: 'json' }
import organisation from '../data/organisation-words.json' with { type: 'json' }
import { foldText } from './fold.ts'

export const honorifics: ReadonlySet<string> = folded(words.honorifics)
export const particles: ReadonlySet<string> = folded(words.particles)
export const hyphenArticles: ReadonlySet<string> = folded(words.hyphenArticles)
/** Arabic words that begin as the article does. */
export const notArticles: ReadonlySet<string> = folded(words.notArticles)
export const connectors: ReadonlySet<string> = folded(words.connectors)
export const numberWords: ReadonlyMap<string, string> = new Map(Object.entries(words.numbers))
/** Phrases between two names in one field, longest first. */
export const splitPhrases: readonly string[] = words.splits.toSorted((a, b) => b.length - a.length)

/** Company forms by their words: `code/class`, as `gmbh/llc`. */
export const companyForms: ReadonlyMap<string, string> = new Map([
  ...Object.entries(forms.forms),
  ...Object.entries(labour.forms),
])

/** Company forms that stand before the name. */
export const leadingForms: ReadonlySet<string> = folded(words.leadingForms)

/** Words that many organisations share, by their words: a code that translations and abbreviations have in common. */
export const sharedWords: ReadonlyMap<string, string> = readSharedWords()

function readSharedWords(): Map<string, string> {
  const table = new Map(Object.entries(organisation.words))
  for (const [code, spellings] of Object.entries(labour.words)) {
    for (const spelling of spellings.split(' ')) {
      table.set(foldText(spelling).replace(/['’]/g, '').replaceAll('-', ' '), code)
    }
  }
  return table
}

function folded(list: readonly string[]): Set<string> {
  return new Set(list.map(foldText))
}
