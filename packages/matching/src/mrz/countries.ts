import countries from '../data/countries.json' with { type: 'json' }

const alpha2 = new Map(Object.entries(countries.alpha2))

/** ISO 3166-1 alpha-2 code for a code as it stands in a machine-readable zone; user-assigned X codes are kept. */
export function alpha2Of(code: string): string | undefined {
  const found = alpha2.get(code)
  if (found !== undefined) return found
  return /^X[A-Z]/.test(code) ? code.slice(0, 2) : undefined
}
