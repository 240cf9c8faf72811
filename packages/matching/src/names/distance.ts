import { isVowel, soundCosts } from './sounds.ts'

/** Distances between two words; each call reuses the same rows of working memory. */
export interface Distances {
  /**
   * Letters typed wrong: one for each letter changed, added, left out, or swapped with its neighbour; half for a
   * letter doubled or not. Infinity as soon as it passes `limit`.
   */
  letters(a: string, b: string, limit: number): number
  /**
   * Sounds written otherwise, over `soundsOf` strings. With `looseVowels` a vowel may be absent for next to nothing, as
   * in scripts that do not write them. Infinity as soon as it passes `limit`.
   */
  sounds(a: string, b: string, limit: number, looseVowels: boolean): number
}

const longest = 64
const doubled = 0.5
const vowelDropped = 0.45
const vowelUnwritten = 0.06
const silentDropped = 0.25
const H = 72
const V = 86

export function createDistances(): Distances {
  let before = new Float64Array(longest + 1)
  let last = new Float64Array(longest + 1)
  let current = new Float64Array(longest + 1)
  const strictDrop = makeDropCosts(false)
  const looseDrop = makeDropCosts(true)

  function letters(a: string, b: string, limit: number): number {
    if (a === b) return 0
    if (a.length > longest || b.length > longest || Math.abs(a.length - b.length) > limit * 2) return Infinity
    let endA = a.length
    let endB = b.length
    while (endA > 0 && endB > 0 && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
      endA--
      endB--
    }
    const start = commonStart(a, b, endA, endB)
    const width = endB - start
    for (let column = 0; column <= width; column++) last[column] = column
    for (let row = start; row < endA; row++) {
      const code = a.charCodeAt(row)
      const codeBefore = row > 0 ? a.charCodeAt(row - 1) : -1
      const dropped = code === codeBefore ? doubled : 1
      let left = last[0] ?? 0
      let diagonal = left
      left += dropped
      current[0] = left
      let best = left
      for (let column = 1; column <= width; column++) {
        const other = b.charCodeAt(start + column - 1)
        const otherBefore = start + column > 1 ? b.charCodeAt(start + column - 2) : -2
        const above = last[column] ?? 0
        let cost = code === other ? diagonal : diagonal + 1
        if (above + dropped < cost) cost = above + dropped
        const added = left + (other === otherBefore ? doubled : 1)
        if (added < cost) cost = added
        if (code === otherBefore && codeBefore === other && column > 1 && row > start) {
          const swapped = (before[column - 2] ?? 0) + 1
          if (swapped < cost) cost = swapped
        }
        current[column] = cost
        if (cost < best) best = cost
        diagonal = above
        left = cost
      }
      if (best > limit) return Infinity
      rotate()
    }
    const distance = last[width] ?? 0
    return distance > limit ? Infinity : distance
  }

  function sounds(a: string, b: string, limit: number, looseVowels: boolean): number {
    if (a === b) return 0
    if (a.length > longest || b.length > longest) return Infinity
    const drop = looseVowels ? looseDrop : strictDrop
    let endA = a.length
    let endB = b.length
    while (endA > 0 && endB > 0 && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
      endA--
      endB--
    }
    const start = commonStart(a, b, endA, endB)
    const width = endB - start
    last[0] = 0
    for (let column = 1; column <= width; column++) {
      last[column] = (last[column - 1] ?? 0) + (drop[b.charCodeAt(start + column - 1)] ?? 1)
    }
    for (let row = start; row < endA; row++) {
      const code = a.charCodeAt(row)
      const dropped = drop[code] ?? 1
      let diagonal = last[0] ?? 0
      let left = diagonal + dropped
      current[0] = left
      let best = left
      for (let column = 1; column <= width; column++) {
        const other = b.charCodeAt(start + column - 1)
        const above = last[column] ?? 0
        let cost = diagonal + (soundCosts[code * 128 + other] ?? 1)
        if (above + dropped < cost) cost = above + dropped
        const added = left + (drop[other] ?? 1)
        if (added < cost) cost = added
        current[column] = cost
        if (cost < best) best = cost
        diagonal = above
        left = cost
      }
      if (best > limit) return Infinity
      rotate()
    }
    const distance = last[width] ?? 0
    return distance > limit ? Infinity : distance
  }

  function rotate() {
    const free = before
    before = last
    last = current
    current = free
  }

  return { letters, sounds }
}

function commonStart(a: string, b: string, endA: number, endB: number): number {
  let start = 0
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  return start
}

/** What it costs to leave a sound out, by its code. */
function makeDropCosts(looseVowels: boolean): Float64Array {
  const costs = new Float64Array(128).fill(1)
  for (let code = 0; code < 128; code++)
    if (isVowel(code)) costs[code] = looseVowels ? vowelUnwritten : vowelDropped
  costs[H] = silentDropped
  if (looseVowels) costs[V] = silentDropped
  return costs
}
