import * as fc from 'fast-check'
import { canonicalBytes } from '../../src/index.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const character = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }),
  fc.integer({ min: 1, max: 0x1f }),
  fc.constantFrom(
    0x22,
    0x5c,
    0x2f,
    0x7f,
    0xe9,
    0xc5,
    0x1ea5,
    0x212b,
    0x2028,
    0xfeff,
    0xe000,
    0xffff,
    0x1f600,
    0x10ffff,
  ),
  fc.integer({ min: 0xa0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
)

/** Text of the format: well formed, without NUL, in normal form C. */
const text = fc
  .array(character, { maxLength: 12 })
  .map((points) => String.fromCodePoint(...points).normalize('NFC'))

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -10, max: 10 }).map((value) => value + 0),
)

/** Any value that the format can say. */
export const canonicalValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), number, text),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value

export interface Respelling {
  readonly kind: 'space' | 'escape' | 'order' | 'repeat' | 'number' | 'decompose' | 'mark' | 'rest'
  readonly text: string
}

/** Other spellings of a value, each with one deviation. Some are the canonical one where a deviation has nothing to bite on. */
export function respellings(value: Json, choice: number): Respelling[] {
  const canonical = new TextDecoder().decode(canonicalBytes(value))
  const spaces = [' ', '\n', '\t', '\r']
  const numbers = ['.0', 'e0', 'E+0', 'e00']
  return [
    { kind: 'space', text: spell(value, { gap: spaces[choice % spaces.length] ?? ' ' }) },
    { kind: 'escape', text: spell(value, { escape: choice }) },
    { kind: 'order', text: spell(value, { reversed: true }) },
    { kind: 'repeat', text: spell(value, { repeated: true }) },
    { kind: 'number', text: spell(value, { number: numbers[choice % numbers.length] ?? '.0' }) },
    { kind: 'decompose', text: spell(value, { decomposed: true }) },
    { kind: 'mark', text: `\uFEFF${canonical}` },
    { kind: 'rest', text: `${canonical}${[' ', '\n', 'x', '\0', ',', '}'][choice % 6] ?? ' '}` },
  ]
}

interface Deviation {
  readonly gap?: string
  readonly escape?: number
  readonly reversed?: boolean
  readonly repeated?: boolean
  readonly number?: string
  readonly decomposed?: boolean
}

/** A writer of its own, so that nothing of the code under test decides what a deviation is. */
function spell(value: Json, deviation: Deviation): string {
  const { gap = '', number: suffix = '' } = deviation
  if (typeof value === 'number') return `${value}${suffix}`
  if (typeof value === 'string') return spellText(value, deviation)
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, deviation)).join(`,${gap}`)}${gap}]`
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  if (deviation.reversed) keys.reverse()
  const fields = keys.map(
    (key) => `${spellText(key, deviation)}:${gap}${spell(value[key] ?? null, deviation)}`,
  )
  if (deviation.repeated && fields[0] !== undefined) fields.unshift(fields[0])
  return `{${fields.join(',')}}`
}

function spellText(value: string, { escape, decomposed }: Deviation): string {
  const written = JSON.stringify(decomposed ? value.normalize('NFD') : value)
  if (escape === undefined || value.length === 0) return written
  const at = escape % value.length
  const unit = value.charCodeAt(at).toString(16).padStart(4, '0')
  const part = (plain: string) => JSON.stringify(plain).slice(1, -1)
  // A pair of surrogates is escaped as a pair.
  const before = isLow(value, at) ? at - 1 : at
  const pair = before < at || isLow(value, at + 1)
  const escaped = pair ? `${unitAt(value, before)}${unitAt(value, before + 1)}` : `\\u${unit}`
  return `"${part(value.slice(0, before))}${escaped}${part(value.slice(before + (pair ? 2 : 1)))}"`
}

function isLow(value: string, at: number): boolean {
  const unit = value.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function unitAt(value: string, at: number): string {
  return `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`
}
