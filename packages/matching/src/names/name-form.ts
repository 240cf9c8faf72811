import type { Script } from '../scripts/detect.ts'
import { alternativesOf } from './alternatives.ts'
import { nameToken } from './token.ts'
import { wordsOf } from './words.ts'

export const tokenRoles = ['name', 'initial', 'number', 'particle', 'honorific', 'form', 'generic'] as const
export type TokenRole = (typeof tokenRoles)[number]
export type NamedKind = 'person' | 'organisation' | 'unknown'

/** A word with the part it plays, before its sounds are known. */
export interface Word {
  readonly text: string
  readonly role: TokenRole
  /** What translations and abbreviations of the word have in common. */
  readonly symbol?: string
  /** True when the word may be cut off at its end, as in a full machine-readable zone. */
  readonly cut?: boolean
}

/** One word of a name, ready for comparison. */
export interface NameToken extends Word {
  readonly script: Script
  /** The word in the letters a to z and the digits 0 to 9. */
  readonly roman: string
  readonly sounds: string
  readonly skeleton: string
  /** Further skeletons, where the script can be read in several ways. */
  readonly otherSkeletons?: readonly string[]
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

/** Reads one name as written anywhere: typed, listed, or taken from a machine-readable zone. */
export function nameForm(written: string, kind: NamedKind): NameForm {
  const words = wordsOf(written, kind)
  const last = words.at(-1)
  if (last?.role === 'name' && fillsZone(written)) words[words.length - 1] = { ...last, cut: true }
  return { written, tokens: words.map(nameToken) }
}

const shortestZoneName = 30

/** True for the name field of a machine-readable zone without a filler at its end. */
function fillsZone(written: string): boolean {
  return written.length >= shortestZoneName && written.includes('<<') && !written.endsWith('<')
}

/** Reads a field that may hold several names: another one in brackets, after `a.k.a.`, or after a slash. */
export function nameForms(written: string, kind: NamedKind): NameForm[] {
  return alternativesOf(written, kind)
    .map((part) => nameForm(part, kind))
    .filter(({ tokens }) => tokens.length > 0)
}
