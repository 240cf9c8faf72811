import words from '../data/name-words.json' with { type: 'json' }
import { burmeseSyllables } from '../scripts/burmese.ts'
import { scriptOf } from '../scripts/detect.ts'
import { foldText } from './fold.ts'
import type { Word } from './name-form.ts'

const longFamilyNames: ReadonlySet<string> = new Set(words.longFamilyNames.map(foldText))

/** A Korean, Chinese or Japanese name written without a space, as family name and given name. */
export function splitFamilyName(name: readonly Word[]): Word[] {
  const [only] = name
  if (only === undefined || name.length !== 1 || only.role !== 'name') return [...name]
  const script = scriptOf(only.text)
  const signs = Array.from(only.text)
  if ((script !== 'Hani' && script !== 'Hang') || signs.length < 2 || signs.length > 4) return [...name]
  if (script === 'Hang' && signs.length === 2) return [...name]
  const long = longFamilyNames.has(signs.slice(0, 2).join('')) || (script === 'Hani' && signs.length === 4)
  const length = long && signs.length > 2 ? 2 : 1
  return [
    { ...only, text: signs.slice(0, length).join('') },
    { ...only, text: signs.slice(length).join('') },
  ]
}

/** A Burmese name, which is written without spaces, as the syllables that Latin spellings set apart. */
export function splitSyllables(name: readonly Word[]): Word[] {
  return name.flatMap((word) => {
    if (word.role !== 'name' || scriptOf(word.text) !== 'Mymr') return [word]
    return burmeseSyllables(word.text).map((text) => ({ ...word, text }))
  })
}
