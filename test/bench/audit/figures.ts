/** The value that this part of the others does not exceed, to a hundredth. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 100) / 100
}

/** How long each of so many calls took, in milliseconds. */
export async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await work()
    waits.push(performance.now() - start)
  }
  return waits
}
