import { setTimeout as delay } from 'node:timers/promises'
import { isConnectionFailure } from './failures.ts'

export interface RetryOptions {
  /** Ends the waiting; the last failure is thrown. */
  readonly signal?: AbortSignal
  /** How often to try at most. Without it: until it works or `signal` aborts. */
  readonly attempts?: number
  /** The first pause in milliseconds; each further one doubles. */
  readonly firstDelayMs?: number
  readonly longestDelayMs?: number
  /** Which failures may pass by themselves. Default: those of the connection. */
  readonly retryable?: (error: unknown) => boolean
  /** Told before each pause. */
  readonly onRetry?: (error: unknown, attempt: number) => void
}

/**
 * Runs `operation` until it works, with growing pauses, as long as its failures are those of a server that is away.
 *
 * The operation must be safe to repeat: a connection that broke during COMMIT does not say whether it was committed.
 */
export async function withRetry<T>(operation: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { signal, attempts = Infinity, firstDelayMs = 100, longestDelayMs = 5_000 } = options
  const { retryable = isConnectionFailure, onRetry } = options
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation()
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !retryable(error)) throw error
      onRetry?.(error, attempt)
      const pause = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 20))
      const aborted = await delay(pause, false, signal ? { signal } : {}).catch(() => true)
      if (aborted) throw error
    }
  }
}
