import anyAscii from 'any-ascii'
import tables from '../data/romanisation.json' with { type: 'json' }
import { romaniseAbugida } from './abugida.ts'
import { romaniseBurmese } from './burmese.ts'
import { scriptOf } from './detect.ts'

type Letters = ReadonlyMap<string, string>

const arabic: Letters = new Map(Object.entries(tables.Arab))
const hebrew: Letters = new Map(Object.entries(tables.Hebr))
const cyrillic: Letters = new Map(Object.entries(tables.Cyrl))
/** Thai letter made silent by the sign after it, as in พัฒน์. */
const silenced = /.[\u0E31-\u0E3A\u0E47-\u0E4B]?\u0E4C/g

/** A folded word in the letters a to z and the digits 0 to 9. */
export function romanise(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word
  const script = scriptOf(word)
  if (script === 'Arab') return letterByLetter(word, arabic)
  if (script === 'Hebr') return letterByLetter(word, hebrew)
  if (script === 'Cyrl') return letterByLetter(word, cyrillic)
  if (script === 'Indc') return romaniseAbugida(word, tables.Indc)
  if (script === 'Sinh') return romaniseAbugida(word, tables.Sinh)
  if (script === 'Mymr') return romaniseBurmese(word)
  if (script === 'Thai') return ascii(word.replace(silenced, ''))
  return ascii(word)
}

function letterByLetter(word: string, letters: Letters): string {
  let result = ''
  for (const letter of word) result += letters.get(letter) ?? ascii(letter)
  return result
}

function ascii(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
