/** Characters that readers and scanners take for one another in document numbers. */
const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/[OQD]/g, '0'],
  [/[IL]/g, '1'],
  [/B/g, '8'],
  [/Z/g, '2'],
  [/S/g, '5'],
  [/G/g, '6'],
]
const shortestNear = 6

/**
 * Keys that two numbers share when one slip separates them: a look-alike character, two neighbours swapped, one
 * character wrong, missing or added. Short numbers have none: too many differ by one.
 */
export function nearKeys(value: string): string[] {
  if (value.length < shortestNear || value.length > 40) return []
  const folded = foldLookalikes(value)
  const keys = new Set([folded])
  for (let at = 0; at < folded.length; at++) keys.add(folded.slice(0, at) + folded.slice(at + 1))
  return [...keys]
}

/** True when one slip separates the two (see `nearKeys`); false when they are equal. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  if (foldLookalikes(a) === foldLookalikes(b)) return true
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}

function foldLookalikes(value: string): string {
  let folded = value
  for (const [pattern, digit] of lookalikes) folded = folded.replace(pattern, digit)
  return folded
}
