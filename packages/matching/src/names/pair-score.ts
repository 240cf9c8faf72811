import { agreementOf } from './agreement.ts'
import { alignNames } from './compare-names.ts'
import { createDistances } from './distance.ts'
import { nameForms, type NamedKind, type NameToken } from './name-form.ts'
import { compareTokens } from './similarity.ts'

/** How well two written names agree by themselves, from 0 to 1. Symmetric. */
export function createPairScorer(): (a: string, b: string, kind: NamedKind) => number {
  const distances = createDistances()
  const score = (asked: readonly NameToken[], listed: readonly NameToken[]) => {
    const alignment = alignNames(asked, listed, (x, y) => {
      const word = asked[x]
      const other = listed[y]
      return word && other ? compareTokens(word, other, distances) : { value: 0, rule: 'different' }
    })
    return agreementOf(asked, listed, alignment)
  }
  return (a, b, kind) => {
    let best = 0
    for (const { tokens: asked } of nameForms(a, kind)) {
      for (const { tokens: listed } of nameForms(b, kind)) best = Math.max(best, score(asked, listed))
    }
    return best
  }
}
