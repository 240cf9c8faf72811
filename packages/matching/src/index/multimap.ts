import { append, createNumberList, type NumberList } from './lists.ts'

/**
 * Many numbers under each 32-bit key, in flat arrays: 12 bytes an entry and 4 to 8 a bucket. Keys are hashes, so a
 * reader checks what it finds.
 */
export interface Multimap {
  /** Entry number + 1 of the newest entry of each bucket; the number of buckets is a power of two. */
  buckets: Uint32Array<ArrayBuffer>
  readonly keys: NumberList
  readonly values: NumberList
  /** Entry number + 1 of the next entry in the bucket, or in the list of free entries. */
  readonly next: NumberList
  free: number
  size: number
}

export function createMultimap(): Multimap {
  return {
    buckets: new Uint32Array(1024),
    keys: createNumberList(),
    values: createNumberList(),
    next: createNumberList(),
    free: 0,
    size: 0,
  }
}

export function put(map: Multimap, key: number, value: number) {
  if (map.size >= map.buckets.length) rehash(map)
  const bucket = key & (map.buckets.length - 1)
  const head = map.buckets[bucket] ?? 0
  map.size++
  if (map.free !== 0) {
    const entry = map.free - 1
    map.free = map.next.items[entry] ?? 0
    map.keys.items[entry] = key
    map.values.items[entry] = value
    map.next.items[entry] = head
    map.buckets[bucket] = entry + 1
    return
  }
  append(map.keys, key)
  append(map.values, value)
  map.buckets[bucket] = append(map.next, head) + 1
}

/** Calls `visit` with every value under the key. */
export function visit(map: Multimap, key: number, visitor: (value: number) => void) {
  const { keys, values, next } = map
  let at = map.buckets[key & (map.buckets.length - 1)] ?? 0
  while (at !== 0) {
    const entry = at - 1
    if (keys.items[entry] === key) visitor(values.items[entry] ?? 0)
    at = next.items[entry] ?? 0
  }
}

/** Takes one entry out; false when there is none. */
export function take(map: Multimap, key: number, value: number): boolean {
  const bucket = key & (map.buckets.length - 1)
  let before = 0
  let at = map.buckets[bucket] ?? 0
  while (at !== 0) {
    const entry = at - 1
    const after = map.next.items[entry] ?? 0
    if (map.keys.items[entry] === key && map.values.items[entry] === value) {
      if (before === 0) map.buckets[bucket] = after
      else map.next.items[before - 1] = after
      map.next.items[entry] = map.free
      map.free = entry + 1
      map.size--
      return true
    }
    before = at
    at = after
  }
  return false
}

function rehash(map: Multimap) {
  const buckets = new Uint32Array(map.buckets.length * 2)
  const next = new Uint32Array(map.next.items.length)
  for (const head of map.buckets) {
    for (let at = head; at !== 0; at = map.next.items[at - 1] ?? 0) {
      const bucket = (map.keys.items[at - 1] ?? 0) & (buckets.length - 1)
      next[at - 1] = buckets[bucket] ?? 0
      buckets[bucket] = at
    }
  }
  for (let at = map.free; at !== 0; at = map.next.items[at - 1] ?? 0) {
    next[at - 1] = map.next.items[at - 1] ?? 0
  }
  map.next.items = next
  map.buckets = buckets
}
