import { isIP } from 'node:net'
import { ServiceError, type Clock } from '@crosswatch/protocol'

export interface ThrottleOptions {
  readonly now: Clock
  readonly windowMs?: number
  /** Wrong passwords for one account from one address (of IPv6: from one /64) within the window. */
  readonly perAccount?: number
  /** Wrong passwords from one address (of IPv6: from one /64) within the window. */
  readonly perAddress?: number
  /** Keys remembered at most; the oldest are forgotten first. */
  readonly remembered?: number
}

export interface Attempt {
  readonly user: string
  readonly address: string
}

/** Slows down whoever guesses passwords. Only wrong ones count: an officer who signs in often is not slowed. */
export interface Throttle {
  /**
   * Counts an attempt as a wrong password until it is released, so that guesses side by side count too.
   *
   * @throws {TooManyAttempts}
   */
  begin(attempt: Attempt): CountedAttempt
}

export interface CountedAttempt {
  /** Takes the attempt back, once: the password was right, or nobody could tell. */
  release(): void
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
      const origin = originOf(address)
      const limits = [
        { count: countOf(`address ${origin}`), most: perAddress },
        { count: countOf(`account ${origin} ${user}`), most: perAccount },
      ]
      const exceeded = limits.find(({ count, most }) => count.failures >= most)
      if (exceeded !== undefined) throw new TooManyAttempts(exceeded.count.refusals++ === 0)
      for (const { count } of limits) count.failures++
      return {
        release() {
          for (const { count } of limits) count.failures--
        },
      }
    },
  }
}

/**
 * From where somebody guesses: of IPv6 the /64, since whoever has one address there has them all (RFC 4291, section
 * 2.5.1) and could guess from a new one each time. IPv4 stays as it is, and so does `::/64`, which is nobody's network but holds
 * mapped IPv4 (section 2.5.5.2).
 */
function originOf(address: string): string {
  if (isIP(address) !== 6) return address
  const prefix = groupsOf(address).slice(0, 4).join(':')
  return prefix === '0:0:0:0' ? address : `${prefix}::/64`
}

/** The eight groups of an IPv6 address. `URL` writes them in hexadecimal, with one `::` at most; it takes no zone. */
function groupsOf(address: string): string[] {
  const [withoutZone] = address.split('%')
  const written = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1)
  const [left = [], right = []] = written.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right]
}
