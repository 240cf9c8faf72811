import { Identity } from '@crosswatch/protocol'
import { distinct } from '../text/clean.ts'

/** The longest name and the longest name of a place that the schema admits. */
const longestName = 200
const longestLocality = 120

/**
 * Makes an identity fit its schema: no repetitions, no empty lists, and of each list no more than the schema admits. A row
 * that says more keeps its first values; what was left out is reported as codes.
 */
export function limitIdentity(given: Identity): {
  readonly identity: Identity
  readonly leftOut: readonly string[]
} {
  const fitting: Identity = {
    ...given,
    names: given.names.filter(({ full }) => full.length <= longestName),
    ...(given.places && { places: given.places.map(shortenPlace) }),
  }
  const leftOut = fitting.names.length < given.names.length ? ['name-too-long'] : []
  const fields = Object.entries(fitting).flatMap(([field, value]): [string, unknown][] => {
    if (!Array.isArray(value)) return value === undefined ? [] : [[field, value]]
    const values: readonly unknown[] = value
    const unique = distinct(values, (item) => JSON.stringify(item))
    const most = mostOf(field)
    if (unique.length > most) leftOut.push(`${field}-too-many`)
    return unique.length === 0 && field !== 'names' ? [] : [[field, unique.slice(0, most)]]
  })
  const identity: Identity = Object.assign({ subject: given.subject, names: [] }, Object.fromEntries(fields))
  return { identity, leftOut }
}

/** How many values the schema admits. */
function mostOf(field: string): number {
  const schema = Object.entries(Identity.properties).find(([name]) => name === field)?.[1]
  return schema !== undefined && 'maxItems' in schema ? Number(schema.maxItems) : Infinity
}

function shortenPlace<P extends { readonly locality?: string }>(place: P): P {
  const { locality } = place
  return locality === undefined || locality.length <= longestLocality
    ? place
    : { ...place, locality: locality.slice(0, longestLocality).trim() }
}
