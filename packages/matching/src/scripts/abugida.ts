/** Values by the last two hexadecimal digits of the offset from the start of the script's block. */
export interface AbugidaTable {
  readonly consonants: Readonly<Record<string, string>>
  readonly vowels: Readonly<Record<string, string>>
  readonly others: Readonly<Record<string, string>>
  readonly virama: string
}

/**
 * Reads a script in which a consonant carries an `a` unless a vowel sign or the virama follows. A final `a` that is not
 * written is not spoken in most of its languages, and is left out.
 */
export function romaniseAbugida(word: string, table: AbugidaTable): string {
  let result = ''
  let pending = false
  for (const letter of word) {
    const offset = offsetOf(letter)
    if (offset === undefined) continue
    const consonant = table.consonants[offset]
    const vowel = table.vowels[offset]
    if (consonant !== undefined) {
      result += (pending ? 'a' : '') + consonant
      pending = true
      continue
    }
    if (vowel !== undefined) {
      // An independent vowel letter after a consonant: the consonant keeps its own.
      result += (pending && Number.parseInt(offset, 16) < 0x15 ? 'a' : '') + vowel
    } else if (offset !== table.virama) {
      const other = table.others[offset]
      if (other === undefined) continue
      result += (pending ? 'a' : '') + other
    }
    pending = false
  }
  return result
}

function offsetOf(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x900 || code > 0xdff) return undefined
  return (code % 0x80).toString(16).toUpperCase().padStart(2, '0')
}
