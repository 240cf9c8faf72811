import { setTimeout as delay } from 'node:timers/promises'
import { ApiError, ConnectionError } from './errors.ts'

const firstPauseMs = 250
const longestPauseMs = 5_000
const passing = new Set([429, 502, 503, 504])

export interface Patience {
  /** Give up when this much time has gone by; 0: do not repeat. */
  readonly patienceMs: number
  readonly now: () => number
  readonly signal: AbortSignal | undefined
}

/** Repeats what may be repeated, for as long as its failures are those of a node that is away for a moment. */
export async function patiently<T>(
  work: () => Promise<T>,
  { patienceMs, now, signal }: Patience,
): Promise<T> {
  const deadline = now() + patienceMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work()
    } catch (error) {
      const wait = (error instanceof ApiError ? error.retryAfterMs : undefined) ?? pauseMs
      if (!mayPass(error) || now() + wait > deadline) throw error
      await delay(wait, undefined, signal === undefined ? {} : { signal })
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ConnectionError) return error.code !== 'not-crosswatch'
  return error instanceof ApiError && passing.has(error.status)
}
