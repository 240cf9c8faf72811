import { agreementOf } from './agreement.ts'
import { alignNames } from './compare-names.ts'
import { createDistances } from './distance.ts'
import { nameForm, type NamedKind } from './name-form.ts'
import { compareTokens } from './similarity.ts'

/** How well two written names agree by themselves, from 0 to 1. Symmetric. */
export function createPairScorer(): (a: string, b: string, kind: NamedKind) => number {
  const distances = createDistances()
  return (a, b, kind) => {
    const { tokens: asked } = nameForm(a, kind)
    const { tokens: listed } = nameForm(b, kind)
    const alignment = alignNames(asked, listed, (x, y) => {
      const word = asked[x]
      const other = listed[y]
      return word && other ? compareTokens(word, other, distances) : { value: 0, rule: 'different' }
    })
    return agreementOf(asked, listed, alignment)
  }
}
