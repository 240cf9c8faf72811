/** Scripts that a name can be marked with (ISO 15924), and what to call them. */
export const scripts: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'Latn', name: 'Latin' },
  { code: 'Arab', name: 'Arabic' },
  { code: 'Cyrl', name: 'Cyrillic' },
  { code: 'Grek', name: 'Greek' },
  { code: 'Hebr', name: 'Hebrew' },
  { code: 'Armn', name: 'Armenian' },
  { code: 'Geor', name: 'Georgian' },
  { code: 'Deva', name: 'Devanagari' },
  { code: 'Beng', name: 'Bengali' },
  { code: 'Guru', name: 'Gurmukhi' },
  { code: 'Taml', name: 'Tamil' },
  { code: 'Telu', name: 'Telugu' },
  { code: 'Sinh', name: 'Sinhala' },
  { code: 'Thai', name: 'Thai' },
  { code: 'Mymr', name: 'Burmese' },
  { code: 'Khmr', name: 'Khmer' },
  { code: 'Ethi', name: 'Ethiopic' },
  { code: 'Hani', name: 'Chinese' },
  { code: 'Jpan', name: 'Japanese' },
  { code: 'Kore', name: 'Korean' },
]

export function scriptName(code: string): string {
  return scripts.find((script) => script.code === code)?.name ?? code
}

/** The script in which a name is written; undefined if it is none of the above. */
export function scriptOf(name: string): string | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return 'Jpan'
  if (/\p{Script=Hangul}/u.test(name)) return 'Kore'
  return scripts.find(({ code }) => code !== 'Jpan' && code !== 'Kore' && pattern(code).test(name))?.code
}

function pattern(code: string): RegExp {
  return new RegExp(`\\p{Script=${code}}`, 'u')
}
