import type { NameToken } from '../names/name-form.ts'
import { compareTokens } from '../names/similarity.ts'

/** A listed word that may be the one asked for. */
export interface SimilarWord {
  readonly id: number
  readonly similarity: number
}

/** Every word of every listed name, once, findable by words that differ a little. */
export interface Dictionary {
  add(token: NameToken): number
  similarTo(token: NameToken): SimilarWord[]
  exact(roman: string): readonly number[]
}

export function createDictionary(): Dictionary {
  const ids = new Map<string, number>()
  const tokens: NameToken[] = []
  const byRoman = new Map<string, number[]>()
  const byDeletion = new Map<string, number[]>()
  const bySkeleton = new Map<string, number[]>()

  return {
    add(token) {
      const key = `${token.role === 'form' ? 'f' : 'n'}${token.text}`
      const known = ids.get(key)
      if (known !== undefined) return known
      const id = tokens.length
      ids.set(key, id)
      tokens.push(token)
      push(byRoman, token.roman, id)
      for (const shorter of deletionsOf(token.roman)) push(byDeletion, shorter, id)
      if (token.skeleton.length > 1) push(bySkeleton, token.skeleton, id)
      return id
    },
    exact: (roman) => byRoman.get(roman) ?? [],
    similarTo(asked) {
      const candidates = new Set(byRoman.get(asked.roman))
      for (const id of byDeletion.get(asked.roman) ?? []) candidates.add(id)
      for (const shorter of deletionsOf(asked.roman)) {
        for (const id of byRoman.get(shorter) ?? []) candidates.add(id)
        for (const id of byDeletion.get(shorter) ?? []) candidates.add(id)
      }
      for (const id of bySkeleton.get(asked.skeleton) ?? []) candidates.add(id)
      const found: SimilarWord[] = []
      for (const id of candidates) {
        const token = tokens[id]
        const similarity = token === undefined ? 0 : compareTokens(asked, token).value
        if (similarity > 0) found.push({ id, similarity })
      }
      return found.toSorted((a, b) => b.similarity - a.similarity).slice(0, 150)
    },
  }
}

function push(map: Map<string, number[]>, key: string, id: number) {
  const list = map.get(key)
  if (list === undefined) map.set(key, [id])
  else list.push(id)
}

function deletionsOf(roman: string): string[] {
  if (roman.length < 3) return []
  const found = new Set<string>()
  for (let at = 0; at < roman.length; at++) found.add(roman.slice(0, at) + roman.slice(at + 1))
  return [...found]
}
