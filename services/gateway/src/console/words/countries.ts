/** A country as a form offers it. */
export interface Country {
  readonly code: string
  readonly name: string
}

/** Names of countries by ISO 3166-1 alpha-2 code, with the members of the federation under the names they give themselves. */
export interface Countries {
  readonly all: readonly Country[]
  readonly nameOf: (code: string) => string
  /** Reads a code, or an English name. */
  readonly find: (text: string) => string | undefined
}

/** Codes that ISO 3166-1 leaves to its users, and what Unicode names that is no country. */
const notCountries = /^(AA|Q[M-Z]|X[A-Z]|ZZ|EU|EZ|UN)$/

export function createCountries(
  members: readonly { readonly jurisdiction: string; readonly name: string }[],
): Countries {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
  const byCode = new Map<string, string>()
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = notCountries.test(code) ? undefined : names.of(code)
    if (name !== undefined) byCode.set(code, name)
  }
  for (const { jurisdiction, name } of members) byCode.set(jurisdiction, name)

  const all = [...byCode]
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const byName = new Map(all.map(({ code, name }) => [fold(name), code]))
  return {
    all,
    nameOf: (code) => byCode.get(code) ?? code,
    find(text) {
      const code = text.toUpperCase()
      if (/^[A-Z]{2}$/.test(code)) return code
      const named = /\(([A-Z]{2})\)$/.exec(text)?.[1]
      return named ?? byName.get(fold(text))
    },
  }
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}
