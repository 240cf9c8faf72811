import { scriptOf } from '../scripts/detect.ts'
import { foldText } from './fold.ts'
import type { NamedKind } from './name-form.ts'
import { splitPhrases } from './word-tables.ts'

const mostAlternatives = 5
const phrases = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${splitPhrases.map((phrase) => phrase.replaceAll('.', '\\.').replaceAll('/', '\\/')).join('|')})(?![\\p{L}\\p{N}])\\.?`,
  'iu',
)

/** `M/S`, Messrs: before the names of firms in South Asia. */
const messrs = /^\s*m\s*[/.]\s*s(?:\s*[./]+|\s)\s*/iu
/** A short name before a long one: `MVP, Meridian Placement Ltd`, but not `Orhei, Soroca & Partners`. */
const shortAndLong = /^\s*(\P{Ll}{3,7}),\s+(\p{L}{3,}\s+\p{L}[^,&]*)$/u
/** A licence number in brackets: `(RL-1234)`, `(Lic. No. 12/LHR)`. */
const licence = /^\P{N}{0,14}\p{N}[\p{N}\s/.-]*\p{L}{0,4}$/u

/**
 * The names that one field may hold: the whole field first, then its parts. What stands in brackets is a name of its own
 * when it is in another script or an abbreviation of the rest; else it belongs to the name.
 */
export function alternativesOf(field: string, kind: NamedKind): string[] {
  const written = kind === 'person' ? field : field.replace(messrs, '')
  const found = [written]
  for (const part of written.split(phrases)) addWithBrackets(found, part)
  const [, short, long] = (kind === 'person' ? null : shortAndLong.exec(written)) ?? []
  if (short !== undefined && long !== undefined) found.push(short, long)
  if (/[;/]/.test(written)) {
    for (const part of written.split(/[;/]/)) if (part.trim().length > 4) addWithBrackets(found, part)
  }
  const distinct = [...new Set(found.map((part) => part.trim()))].filter((part) => part !== '')
  return (
    kind === 'person' ? distinct.filter((part) => part.length > 3 || distinct.length === 1) : distinct
  ).slice(0, mostAlternatives)
}

function addWithBrackets(found: string[], part: string) {
  found.push(part)
  const match = /^(.*?)[([{]([^)\]}]+)[)\]}]?(.*)$/su.exec(part)
  if (match === null) return
  const [, before = '', inside = '', after = ''] = match
  const outside = `${before} ${after}`
  if (outside.trim() === '') return
  if (licence.test(inside.trim())) {
    found.push(outside)
    return
  }
  if (!isOwnName(inside, outside)) return
  found.push(outside)
  if (inside.trim().length > 2) found.push(inside)
}

function isOwnName(inside: string, outside: string): boolean {
  const words = wordsIn(inside)
  if (words.length > 3 || phrases.test(inside)) return true
  if (scriptOf(words[0] ?? '') !== scriptOf(wordsIn(outside)[0] ?? '')) return true
  const initials = wordsIn(outside)
    .map((word) => word.charAt(0))
    .join('')
  const short = words.join('')
  return (
    short.length > 1 &&
    short.length < 8 &&
    (isSubsequence(short, initials) || /^\P{Ll}{2,6}$/u.test(inside.trim()))
  )
}

function wordsIn(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}
