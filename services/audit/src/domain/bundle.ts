/** The beginning of a bundle's bytes that holds its first entries, or nothing if it holds fewer. */
export function firstEntries(bundle: Uint8Array, count: number): Uint8Array | undefined {
  let end = 0
  for (let entry = 0; entry < count; entry++) {
    const [high, low] = bundle.subarray(end, end + 2)
    if (high === undefined || low === undefined) return undefined
    end += 2 + high * 256 + low
  }
  return end <= bundle.length ? bundle.subarray(0, end) : undefined
}
