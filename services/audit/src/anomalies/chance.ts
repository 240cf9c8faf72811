/** How likely it is that so few are found by chance: P(X <= found) of a Poisson distribution. */
export function poissonAtMost(found: number, expected: number): number {
  let term = Math.exp(-expected)
  let sum = term
  for (let k = 1; k <= found; k++) {
    term *= expected / k
    sum += term
  }
  return sum
}
