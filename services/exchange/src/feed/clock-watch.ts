/** Clocks that differ by more than this cannot both be right: tokens, agreements and consents end at other moments. */
const toleranceMs = 60_000
/** Heartbeats that say something: one that was delivered late says nothing of a clock. */
const heartbeats = 3

interface Heard {
  readonly now: number
  readonly offset: number
}

/** Notices by the heartbeats of the others, which carry their time, when this node's clock is wrong, or that of another. */
export interface ClockWatch {
  /** A heartbeat of `issuer`, signed at `at`, was taken in at `now`. Milliseconds. */
  note(issuer: string, at: number, now: number): void
  /** By how much the clock of an issuer is ahead of this node's, as far as is known. Milliseconds. */
  offsets(): ReadonlyMap<string, number>
  /** What an operator must do, if anything. */
  notice(): string | undefined
}

/** @param heartbeatMs how often each member sends one */
export function createClockWatch(heartbeatMs: number): ClockWatch {
  const heard = new Map<string, readonly Heard[]>()

  function offsets(): Map<string, number> {
    const known = new Map<string, number>()
    for (const [issuer, list] of heard) {
      const [first] = list
      const last = list.at(-1)
      // What comes all at once was waiting somewhere.
      if (list.length < heartbeats || first === undefined || last === undefined) continue
      if (last.now - first.now < heartbeatMs) continue
      // The quickest of them was under way for the shortest time.
      known.set(issuer, Math.max(...list.map(({ offset }) => offset)))
    }
    return known
  }

  return {
    note(issuer, at, now) {
      heard.set(issuer, [...(heard.get(issuer) ?? []), { now, offset: at - now }].slice(-heartbeats))
    },
    offsets,
    notice() {
      const known = [...offsets()]
      const apart = known.filter(([, offset]) => Math.abs(offset) > toleranceMs)
      if (apart.length === 0) return undefined
      const names = apart.map(([issuer]) => issuer).toSorted()
      const [[, offset] = ['', 0]] = apart
      const sameWay = apart.every(([, other]) => Math.sign(other) === Math.sign(offset))
      if (!sameWay || apart.length * 2 <= known.length) {
        return `the clock of ${names.join(', ')} differs from this node's by more than a minute: tell its administrators`
      }
      const minutes = Math.round(Math.abs(offset) / 60_000)
      return `this node's clock is ${minutes} minutes ${offset < 0 ? 'ahead of' : 'behind'} ${names.join(', ')}: set it (NTP), then restart the services`
    },
  }
}
