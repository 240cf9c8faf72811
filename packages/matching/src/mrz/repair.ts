/** Characters that scanners take for one another, by what the place can hold. */
const toDigit: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}
const toLetter: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '5': 'S',
  '6': 'G',
  '8': 'B',
}

/** Dates and check digits hold digits and fillers only. */
export function asDigits(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => toDigit[letter] ?? letter)
}

/** Names, countries and codes hold letters and fillers only. */
export function asLetters(field: string): string {
  return field.replace(/[0-9]/g, (digit) => toLetter[digit] ?? digit)
}
