/** An invented jurisdiction of the demo. Its code is one that ISO 3166-1 leaves to its users. */
export type Jurisdiction = {
  readonly code: string
  readonly name: string
  readonly authority: string
}

const NAMES = ['Arvenia', 'Belmora', 'Corvania']

/** The first `count` jurisdictions: XA, XB, XC and so on. */
export function demoJurisdictions(count: number): readonly Jurisdiction[] {
  if (!Number.isInteger(count) || count < 1 || count > 26) {
    throw new RangeError('a federation has 1 to 26 nodes')
  }
  return Array.from({ length: count }, (_, index) => {
    const code = `X${String.fromCodePoint(65 + index)}`
    const name = NAMES[index] ?? `Jurisdiction ${code}`
    return { code, name, authority: `Labour Inspectorate of ${name}` }
  })
}
