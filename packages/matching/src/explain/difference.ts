/**
 * Where two words differ, in words: the letters between what they have in common at the start and at the end. Empty when
 * nearly nothing is in common, because then the whole words say it better.
 */
export function differenceOf(asked: string, listed: string): string {
  const left = Array.from(asked)
  const right = Array.from(listed)
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end++
  }
  const given = left.slice(start, left.length - end).join('')
  const held = right.slice(start, right.length - end).join('')
  if (given.length > mostLetters || held.length > mostLetters || start + end === 0) return ''
  if (given === '') return `“${held}” left out`
  if (held === '') return `“${given}” added`
  if (isSwap(given, held)) return `“${given}” and “${held}” swapped`
  return `“${given}” for “${held}”`
}

const mostLetters = 3

function isSwap(given: string, held: string): boolean {
  return given.length === 2 && held.length === 2 && given[0] === held[1] && given[1] === held[0]
}
