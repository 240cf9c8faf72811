/** ISO 3166-1 code of an English country name; undefined when the name is unknown. */
export function countryCodeOf(name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined
  return codes().get(name.toLowerCase())
}

let known: Map<string, string> | undefined

function codes(): Map<string, string> {
  if (known !== undefined) return known
  known = new Map()
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b)
      const name = names.of(code)
      if (name !== undefined && !known.has(name.toLowerCase())) known.set(name.toLowerCase(), code)
    }
  }
  return known
}
