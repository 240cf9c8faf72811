import type { Needles } from './needles.ts'

/** Where canaries were seen: by node, place and reader. */
export interface Sightings {
  /** Looks through what somebody got, or what lies somewhere. */
  look(place: Place, found: string | Buffer): void
  /** Every place that was looked at, seen or not. */
  places(): readonly string[]
  /** Every sighting, in a stable order. */
  all(): readonly Sighting[]
}

export interface Place {
  readonly node: string
  /** A route as a service registers it (`alerts GET /v1/alerts/:id`), or `log`, `database`, `hub` and so on. */
  readonly where: string
  /** The role, and the purpose where one is stated; `-` where nobody asks. */
  readonly who: string
}

export interface Sighting extends Place {
  readonly field: string
}

export function createSightings(needles: Pick<Needles, 'seenIn' | 'seenInBytes'>): Sightings {
  const places = new Set<string>()
  const seen = new Map<string, Sighting>()
  return {
    look(place, found) {
      places.add(place.where)
      const fields = typeof found === 'string' ? needles.seenIn(found) : needles.seenInBytes(found)
      for (const field of fields) {
        seen.set([field, place.where, place.node, place.who].join('\n'), { field, ...place })
      }
    },
    places: () => [...places].toSorted(),
    all: () => [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sighting]) => sighting),
  }
}
