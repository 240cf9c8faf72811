/** Characters that readers and scanners take for one another in document numbers, each under the digit it resembles. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  ['0OQD', '1IL', '8B', '2Z', '5S', '6G'].flatMap((group) =>
    Array.from(group, (character) => [character, group.slice(0, 1)] as const),
  ),
)
const alphabet = '0123456789ACEFHJKMNPRTUVWXY'
const shortestNear = 6
const longestNear = 24

/** The number with look-alike characters made one: two numbers that only a look-alike separates become equal. */
export function foldLookalikes(value: string): string {
  return value.replace(/[A-Z]/g, (character) => lookalikes.get(character) ?? character)
}

/**
 * Every folded number that one slip leads to: two neighbours swapped, one character wrong, missing or added. Short numbers
 * have no neighbours: too many of them differ by one.
 */
export function neighboursOf(folded: string): string[] {
  if (folded.length < shortestNear || folded.length > longestNear) return []
  const found = new Set<string>()
  for (let at = 0; at <= folded.length; at++) {
    const head = folded.slice(0, at)
    const tail = folded.slice(at)
    for (const character of alphabet) {
      found.add(head + character + tail)
      if (tail !== '') found.add(head + character + tail.slice(1))
    }
    if (tail !== '') found.add(head + tail.slice(1))
    if (tail.length > 1) found.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2))
  }
  found.delete(folded)
  return [...found]
}

/** True when one slip separates two different numbers. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < shortestNear - 1) return false
  const left = foldLookalikes(a)
  const right = foldLookalikes(b)
  if (left === right) return left.length >= shortestNear
  if (Math.abs(left.length - right.length) > 1) return false
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  while (
    end < left.length - start &&
    end < right.length - start &&
    left.at(-1 - end) === right.at(-1 - end)
  ) {
    end++
  }
  const restLeft = left.slice(start, left.length - end)
  const restRight = right.slice(start, right.length - end)
  if (restLeft.length <= 1 && restRight.length <= 1) return true
  return restLeft.length === 2 && restRight === restLeft.charAt(1) + restLeft.charAt(0)
}
