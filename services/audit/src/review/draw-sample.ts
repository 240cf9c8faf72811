import { createHash } from 'node:crypto'

/**
 * Places of the log drawn by lot, each once, without end. The lot is the root of the signed log and what was asked for: an
 * auditor cannot choose what comes up, and anybody who holds the checkpoint can draw again and gets the same.
 *
 *   place i = first 8 bytes of SHA-256(root || asked || i), as a number, modulo the places
 */
export function* drawPlaces(root: Uint8Array, asked: string, from: number, to: number): Generator<number> {
  const drawn = new Set<number>()
  const places = BigInt(to - from)
  for (let draw = 0; drawn.size < to - from; draw++) {
    const hash = createHash('sha256').update(root).update(`${asked} ${draw}`).digest()
    const place = from + Number(hash.readBigUInt64BE() % places)
    if (drawn.has(place)) continue
    drawn.add(place)
    yield place
  }
}
