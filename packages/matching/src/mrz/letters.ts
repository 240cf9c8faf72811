import table from '../data/zone-letters.json' with { type: 'json' }

const toZoneLetter = new Map([
  ...Object.entries(table.latin),
  ...Object.entries(table.cyrillic),
  ...Object.entries(table.arabic),
])
/** Arabic letters by their code, longest code first. */
const fromCode = Object.entries(table.arabic)
  .map(([letter, code]) => [code, letter] as const)
  .toSorted(([a], [b]) => b.length - a.length)
const arabicIssuers: ReadonlySet<string> = new Set(table.arabicIssuers)
/** Codes that occur in no word written any other way. */
const unmistakable = /X(?:H|TH|KH|DH|SH|SS|DZ|TT|ZZ|AE|AH|AA|AY|KK|XT|XD|XR)/

/** A name as the zone writes it: capital letters, words separated by `<` (ICAO Doc 9303 part 3, section 6). */
export function toZoneLetters(name: string): string {
  const letters = Array.from(
    name.normalize('NFC').toUpperCase(),
    (letter) => toZoneLetter.get(letter) ?? letter,
  )
  return letters
    .join('')
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<|<$/g, '')
}

/** True when the name field of a zone holds Arabic letters by their codes (`MXHMD` is محمد). */
export function isArabicByCode(name: string, issuer: string): boolean {
  return arabicIssuers.has(issuer) && unmistakable.test(name)
}

/** A word of such a field in Arabic script; the word itself when it is not made of codes. */
export function fromArabicCodes(word: string): string {
  let rest = word
  let result = ''
  while (rest !== '') {
    const found = fromCode.find(([code]) => code !== '' && rest.startsWith(code))
    if (found === undefined) return word
    result += found[1]
    rest = rest.slice(found[0].length)
  }
  return result
}
