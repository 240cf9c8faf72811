import { append, createNumberList, reserve, type NumberList } from './lists.ts'

/**
 * For each word the slots of the subjects that bear it, in one pool. A list has room for a power of two; when it is
 * full it moves to a block of twice the size, and its block is used again.
 */
export interface Postings {
  pool: NumberList
  readonly starts: NumberList
  readonly lengths: NumberList
  /** log2 of the room of each list. */
  readonly sizes: NumberList
  /** By log2 of their room: starts of blocks that are free. */
  readonly freeBlocks: number[][]
}

export function createPostings(): Postings {
  return {
    pool: createNumberList(4096),
    starts: createNumberList(),
    lengths: createNumberList(),
    sizes: createNumberList(),
    freeBlocks: [],
  }
}

/** Makes lists for words up to and including `word`. */
function ensureWord(postings: Postings, word: number) {
  while (postings.starts.length <= word) {
    append(postings.starts, allocate(postings, 0))
    append(postings.lengths, 0)
    append(postings.sizes, 0)
  }
}

export function addPosting(postings: Postings, word: number, slot: number) {
  ensureWord(postings, word)
  const length = postings.lengths.items[word] ?? 0
  const size = postings.sizes.items[word] ?? 0
  if (length === 2 ** size) {
    const start = postings.starts.items[word] ?? 0
    const moved = allocate(postings, size + 1)
    postings.pool.items.copyWithin(moved, start, start + length)
    ;(postings.freeBlocks[size] ??= []).push(start)
    postings.starts.items[word] = moved
    postings.sizes.items[word] = size + 1
  }
  postings.pool.items[(postings.starts.items[word] ?? 0) + length] = slot
  postings.lengths.items[word] = length + 1
}

export function removePosting(postings: Postings, word: number, slot: number) {
  const start = postings.starts.items[word] ?? 0
  const length = postings.lengths.items[word] ?? 0
  for (let at = start; at < start + length; at++) {
    if (postings.pool.items[at] !== slot) continue
    postings.pool.items[at] = postings.pool.items[start + length - 1] ?? 0
    postings.lengths.items[word] = length - 1
    return
  }
}

/** How many subjects bear the word. */
export function countOf(postings: Postings, word: number): number {
  return word < postings.lengths.length ? (postings.lengths.items[word] ?? 0) : 0
}

function allocate(postings: Postings, size: number): number {
  const free = postings.freeBlocks[size]?.pop()
  if (free !== undefined) return free
  const start = postings.pool.length
  reserve(postings.pool, start + 2 ** size)
  postings.pool.length = start + 2 ** size
  return start
}
