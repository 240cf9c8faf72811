import table from '../data/korean-names.json' with { type: 'json' }

const spellings: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(table.families).map(([sign, written]) => [sign, written.split(' ')]),
)

/** How a family name in Hangul is spelled in passports; families spell one sign in many ways, few of them by rule. */
export function koreanSpellings(sign: string): readonly string[] {
  return spellings.get(sign) ?? []
}
