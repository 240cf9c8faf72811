import type { ImportRows, ImportRowsResult } from '@crosswatch/protocol'
import type { PreparedRow } from './prepare.ts'

/** Rows in one request at most (the API's limit), and the bytes after which a request is full. */
const mostRows = 500
const mostBytes = 1024 * 1024

export interface SendOptions {
  readonly addRows: (rows: ImportRows['rows']) => Promise<ImportRowsResult>
  /** Requests under way at once. */
  readonly inFlight: number
  readonly onSent: (rows: readonly PreparedRow[], result: ImportRowsResult) => void
}

/**
 * Sends rows in chunks, a few requests at once. Rows are read only as fast as the node takes them: nothing piles up but
 * the chunks under way.
 *
 * @throws what `addRows` throws; no further rows are read then
 */
export async function sendRows(rows: AsyncIterable<PreparedRow>, options: SendOptions): Promise<void> {
  const chunks = chunksOf(rows)
  const failed = new AbortController()
  const sendUntilEnd = async () => {
    try {
      for (let next = await chunks.next(); !next.done && !failed.signal.aborted; next = await chunks.next()) {
        const chunk = next.value
        options.onSent(chunk, await options.addRows(chunk.map(({ ref, draft }) => ({ ref, draft }))))
      }
    } catch (error) {
      failed.abort()
      throw error
    }
  }
  const senders = Array.from({ length: options.inFlight }, sendUntilEnd)
  const outcomes = await Promise.allSettled(senders)
  await chunks.return(undefined)
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}

async function* chunksOf(
  rows: AsyncIterable<PreparedRow>,
): AsyncGenerator<readonly PreparedRow[], undefined, undefined> {
  let chunk: PreparedRow[] = []
  let bytes = 0
  for await (const row of rows) {
    chunk.push(row)
    bytes += Buffer.byteLength(JSON.stringify(row.draft))
    if (chunk.length < mostRows && bytes < mostBytes) continue
    yield chunk
    chunk = []
    bytes = 0
  }
  if (chunk.length > 0) yield chunk
  return undefined
}
