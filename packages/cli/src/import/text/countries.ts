import spellings from '../data/country-names.json' with { type: 'json' }

/** Tells the ISO 3166-1 alpha-2 code of a country from its code or from how a list spells its English name. */
export type FindCountry = (written: string | undefined) => string | undefined

/**
 * Knows the English names of Unicode CLDR, which Node carries, and the spellings of `data/country-names.json`. A name that
 * it does not know has no code: guessing would put a wrong nationality on a person.
 */
export function createCountryFinder(): FindCountry {
  const codes = new Map<string, string>(Object.entries(spellings.names))
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (const code of assignedCodes()) {
    const name = names.of(code)
    if (name !== undefined) codes.set(keyOf(name), code)
  }
  return (written) => {
    const text = written?.trim() ?? ''
    if (/^[A-Z]{2}$/.test(text)) return text
    // `Korea, North` is North Korea.
    const turned = text.split(',').toReversed().join(' ')
    return codes.get(keyOf(text)) ?? codes.get(keyOf(turned))
  }
}

/** The two-letter codes that are not another spelling of one (DD of DE, SU of RU). */
function assignedCodes(): string[] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’`.]/gu, '')
    .replaceAll(/\(.*?\)/g, ' ')
    .replaceAll('&', ' and ')
    .replaceAll(/[^a-z]+/g, ' ')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bthe\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
}
