import { isSyllabic } from '../scripts/detect.ts'
import { countBits } from './bits.ts'
import type { Distances } from './distance.ts'
import { koreanSpellings } from './korean.ts'
import type { NameToken } from './name-form.ts'
import { areVariants } from './variants.ts'

/** What bridges two words, or `different`. */
export type BridgeRule =
  | 'same'
  | 'romanised'
  | 'other-spelling'
  | 'nickname'
  | 'same-meaning'
  | 'article'
  | 'typing-slip'
  | 'initial'
  | 'cut-off'
  | 'different'

/** How alike two words are: 1 the same, 0 nothing in common. */
export interface TokenSimilarity {
  readonly value: number
  readonly rule: BridgeRule
}

const different: TokenSimilarity = { value: 0, rule: 'different' }
const same: TokenSimilarity = { value: 1, rule: 'same' }
const homophone = 0.72
const leastAlike = 0.58
const nicknameValue = 0.82
const cutValue = 0.9
const servant = /^abd(?=.{4})/
const articles = /^(?:al|el)(?=.{4})/

/** Compares two words; symmetric. */
export function compareTokens(a: NameToken, b: NameToken, distances: Distances): TokenSimilarity {
  if (a.role === 'form' || b.role === 'form') return compareForms(a, b)
  if (a.text === b.text) return same
  if (a.symbol !== undefined && a.symbol === b.symbol) return { value: 0.92, rule: 'same-meaning' }
  // North and south, eastern and western: known words are not slips of each other, however alike.
  if (a.role === 'generic' && b.role === 'generic') return different
  if (a.role === 'number' || b.role === 'number') return different
  if (a.roman === b.roman && a.roman !== '') {
    const signsDiffer = isSyllabic(a.script) && a.script === b.script
    return { value: signsDiffer ? homophone : 0.97, rule: 'romanised' }
  }
  if (isKoreanSpelling(a, b) || isKoreanSpelling(b, a)) return { value: 0.95, rule: 'romanised' }
  if (a.role === 'initial' || b.role === 'initial') {
    return a.roman[0] === b.roman[0] ? { value: 0.6, rule: 'initial' } : different
  }
  if (isCutFrom(a, b) || isCutFrom(b, a)) return { value: cutValue, rule: 'cut-off' }
  const found = bySoundOrLetters(a, b, distances)
  if (found.value < nicknameValue && areVariants(a.roman, b.roman))
    return { value: nicknameValue, rule: 'nickname' }
  return found.value >= leastAlike ? found : different
}

function isKoreanSpelling(sign: NameToken, latin: NameToken): boolean {
  return sign.script === 'Hang' && latin.script === 'Latn' && koreanSpellings(sign.text).includes(latin.roman)
}

/** A word at the end of a full zone and a longer word that begins as it does. */
function isCutFrom(cut: NameToken, whole: NameToken): boolean {
  return cut.cut === true && whole.roman.length > cut.roman.length && whole.roman.startsWith(cut.roman)
}

/** Company forms agree by their code or by their class: GmbH and Ltd are both of limited liability. */
function compareForms(a: NameToken, b: NameToken): TokenSimilarity {
  if (a.role !== b.role) return a.text === b.text ? { value: 0.9, rule: 'same' } : different
  if (a.symbol === b.symbol) return same
  const classA = a.symbol?.split('/')[1]
  const classB = b.symbol?.split('/')[1]
  if (classA === classB && classA !== '') return { value: 0.9, rule: 'same-meaning' }
  return { value: classA === '' || classB === '' ? 0.7 : 0.3, rule: 'same-meaning' }
}

function bySoundOrLetters(a: NameToken, b: NameToken, distances: Distances): TokenSimilarity {
  // Servant names (Abd al-Hamid, Abd al-Ghani) share their beginning: only what follows tells them apart.
  const shared = servant.test(a.roman) && servant.test(b.roman) ? 3 : 0
  const length = Math.max(a.roman.length, b.roman.length) - shared
  const loose = a.loose !== b.loose || (a.loose && b.loose && a.script !== b.script)
  const scale = loose
    ? Math.max(2, 1.25 * Math.max(a.skeleton.length, b.skeleton.length))
    : Math.max(length, 3)
  const limit = scale * (1 - leastAlike)
  if (isSyllabic(a.script) && a.script === b.script) {
    // One other sign is another syllable, however alike the two are in Latin letters.
    const signs = distances.letters(a.text, b.text, limit)
    return { value: 1 - (1.5 * signs) / Math.max(a.text.length, b.text.length), rule: 'typing-slip' }
  }
  // Letters first: they are cheaper to compare, and tell how near the sounds must be to matter.
  const apart = lettersApart(a.letters, b.letters)
  const slips = loose || apart > limit ? Infinity : distances.letters(a.roman, b.roman, limit)
  // In a short word one other letter is mostly another word.
  const bySlips = length <= 3 && slips >= 1 && slips < Infinity ? leastAlike : 1 - slips / scale
  // Sounds bridge spellings of one name; where consonants differ too, letters tell more.
  const soundFactor = loose || a.skeleton === b.skeleton ? 1 : 1.5
  const nearest = Math.min(limit, slips) / soundFactor
  const sounds =
    !loose && lettersApart(a.consonants, b.consonants) * 0.3 > nearest
      ? Infinity
      : distances.sounds(a.sounds, b.sounds, nearest, loose)
  const bySound = 1 - (sounds * soundFactor + 0.12) / scale
  if (bySlips >= bySound) return { value: bySlips, rule: 'typing-slip' }
  const crossed = a.script !== b.script
  if (bySound >= leastAlike) return { value: bySound, rule: crossed ? 'romanised' : 'other-spelling' }
  return withoutArticle(a, b, distances, scale, loose)
}

/** At least so many letters of one word are not in the other: no distance can be smaller. */
function lettersApart(a: number, b: number): number {
  return Math.max(countBits(a & ~b), countBits(b & ~a))
}

/** `alhabbo` and `habbo`: the Arabic article written as part of the word. */
function withoutArticle(
  a: NameToken,
  b: NameToken,
  distances: Distances,
  scale: number,
  loose: boolean,
): TokenSimilarity {
  const withArticle = articles.test(a.roman) !== articles.test(b.roman)
  if (!withArticle) return different
  const [longer, shorter] = articles.test(a.roman) ? [a, b] : [b, a]
  const rest = longer.sounds.replace(/^[ae]L/, '')
  const distance = distances.sounds(rest, shorter.sounds, scale * 0.2, loose)
  return { value: 1 - (distance + 0.5) / scale, rule: 'article' }
}
