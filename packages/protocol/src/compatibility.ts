import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import compatibility from '../data/compatibility.json' with { type: 'json' }
import { Category, type Mode } from './alert.ts'
import { closed } from './scalars.ts'

/** The rules as data: which pairs exclude each other, and what stands when two such alerts meet. */
const CompatibilityRules = closed({
  list: Type.Literal('compatibility'),
  title: Type.String(),
  source: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  /** Strongest first. */
  precedence: Type.Array(Category, { minItems: 7, maxItems: 7, uniqueItems: true }),
  excluded: Type.Array(closed({ pair: Type.Tuple([Category, Category]), because: Type.String() })),
})

/** Read once: a data file that names an unknown category stops whoever loads it. */
export const compatibilityRules = Compile(CompatibilityRules).Parse(compatibility)

/** An alert on a subject, as far as its compatibility depends on it. */
export interface StandingAlert {
  readonly category: Category
  readonly mode: Mode
}

/** Whether two alerts may stand side by side on one subject. A drill is never acted upon, so it excludes nothing in earnest. */
export function isCompatible(one: StandingAlert, other: StandingAlert): boolean {
  if (one.mode !== other.mode) return true
  return !compatibilityRules.excluded.some(
    ({ pair: [a, b] }) =>
      (a === one.category && b === other.category) || (b === one.category && a === other.category),
  )
}

/** Whether `one` stands where the two cannot stand side by side. */
export function takesPrecedence(one: StandingAlert, other: StandingAlert): boolean {
  const { precedence } = compatibilityRules
  return precedence.indexOf(one.category) < precedence.indexOf(other.category)
}
