import { ServiceError, type Clock } from '@crosswatch/protocol'

export interface ThrottleOptions {
  readonly now: Clock
  readonly windowMs?: number
  /** Wrong passwords for one account from one address within the window. */
  readonly perAccount?: number
  /** Wrong passwords from one address within the window. */
  readonly perAddress?: number
  /** Keys remembered at most; the oldest are forgotten first. */
  readonly remembered?: number
}

export interface Attempt {
  readonly user: string
  readonly address: string
}

/** Slows down whoever guesses passwords. What succeeds is not counted: an officer who signs in often is not slowed. */
export interface Throttle {
  /**
   * Counts an attempt as failed until it is known to have succeeded, so that guesses side by side count too.
   *
   * @throws {TooManyAttempts}
   */
  begin(attempt: Attempt): { succeeded(): void }
}

/** `first` is true once for each window: such a refusal is recorded, the flood behind it is not. */
export class TooManyAttempts extends ServiceError {
  readonly first: boolean
  constructor(first: boolean) {
    super('too-many-requests')
    this.first = first
  }
}

interface Count {
  failures: number
  refusals: number
  readonly until: number
}

export function createThrottle(options: ThrottleOptions): Throttle {
  const { now, windowMs = 5 * 60_000, perAccount = 5, perAddress = 100, remembered = 10_000 } = options
  const counts = new Map<string, Count>()

  /** Moves to the end what is asked for, so that what is forgotten first is what nobody tries any more. */
  function countOf(key: string): Count {
    const time = now().getTime()
    const known = counts.get(key)
    const count =
      known !== undefined && known.until > time ? known : { failures: 0, refusals: 0, until: time + windowMs }
    counts.delete(key)
    counts.set(key, count)
    const [oldest] = counts.keys()
    if (counts.size > remembered && oldest !== undefined) counts.delete(oldest)
    return count
  }

  return {
    begin({ user, address }) {
      const limits = [
        { count: countOf(`address ${address}`), most: perAddress },
        { count: countOf(`account ${address} ${user}`), most: perAccount },
      ]
      const exceeded = limits.find(({ count, most }) => count.failures >= most)
      if (exceeded !== undefined) throw new TooManyAttempts(exceeded.count.refusals++ === 0)
      for (const { count } of limits) count.failures++
      return {
        succeeded() {
          for (const { count } of limits) count.failures--
        },
      }
    },
  }
}
