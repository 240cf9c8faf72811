import type { NameToken } from './name-form.ts'

/** How alike two words are, and what bridges them. */
export interface TokenSimilarity {
  readonly value: number
  readonly rule: 'same' | 'romanised' | 'sounds-alike' | 'typing-slip' | 'initial' | 'different'
}

const different: TokenSimilarity = { value: 0, rule: 'different' }

export function compareTokens(a: NameToken, b: NameToken): TokenSimilarity {
  if (a.text === b.text) return { value: 1, rule: 'same' }
  if (a.roman === b.roman && a.roman !== '') return { value: 0.94, rule: 'romanised' }
  if (a.role === 'initial' || b.role === 'initial') {
    return a.roman[0] === b.roman[0] ? { value: 0.6, rule: 'initial' } : different
  }
  const longest = Math.max(a.roman.length, b.roman.length)
  if (longest === 0) return different
  const distance = editDistance(a.roman, b.roman)
  const bySlips = distance === 1 ? Math.max(0.78, 1 - 1 / longest) : 1 - (distance * 1.15) / longest
  if (a.skeleton === b.skeleton && a.skeleton.length > 1) {
    return { value: Math.max(bySlips, 0.84), rule: 'sounds-alike' }
  }
  return longest >= 3 && bySlips >= 0.6 ? { value: bySlips, rule: 'typing-slip' } : different
}

/** Damerau-Levenshtein distance in the restricted form: a swap of two neighbours costs one. */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      }
      current.push(cost)
    }
    before = last
    last = current
  }
  return last[b.length] ?? 0
}
