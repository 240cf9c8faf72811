import words from '../data/name-words.json' with { type: 'json' }
import { foldText, romanise } from './fold.ts'
import { skeletonOf } from './skeleton.ts'

export type TokenRole = 'name' | 'initial' | 'particle' | 'honorific' | 'form'

/** One word of a name, ready for comparison. */
export interface NameToken {
  /** The word in its own script, folded. */
  readonly text: string
  readonly roman: string
  readonly skeleton: string
  readonly role: TokenRole
}

/** A name as the index and the comparison see it. */
export interface NameForm {
  readonly written: string
  readonly tokens: readonly NameToken[]
}

const honorifics = new Set(words.honorifics)
const particles = new Set(words.particles)
const forms = new Map(Object.entries(words.forms))
const maximumTokens = 24
const maximumTokenLength = 60

/** Reads a name as written anywhere: typed, listed, or from a machine-readable zone. */
export function nameForm(written: string, kind: 'person' | 'organisation' | 'unknown'): NameForm {
  const found = foldText(written.slice(0, 400))
    .replace(/(?<=[\p{L}])['’‘ʼ`´](?=[\p{L}])/gu, '')
    .replace(/\b(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll('.', ''))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, maximumTokens)
  return { written, tokens: found.map((word) => nameToken(word.slice(0, maximumTokenLength), kind)) }
}

function nameToken(text: string, kind: 'person' | 'organisation' | 'unknown'): NameToken {
  const roman = romanise(text)
  const form = kind === 'person' ? undefined : forms.get(roman)
  if (form !== undefined) return { text: form, roman: form, skeleton: form, role: 'form' }
  return { text, roman, skeleton: skeletonOf(roman), role: roleOf(text, roman, kind) }
}

function roleOf(text: string, roman: string, kind: 'person' | 'organisation' | 'unknown'): TokenRole {
  if (kind !== 'organisation' && honorifics.has(roman)) return 'honorific'
  if (particles.has(roman) && text === roman) return 'particle'
  if (roman.length === 1 && text === roman && /[a-z]/.test(roman)) return 'initial'
  return 'name'
}
