/**
 * A document, licence, registration or account number without what writers add or lose: case, spaces, hyphens,
 * slashes, dots. Other scripts' digits become ASCII digits. Empty when nothing usable is left.
 */
export function normaliseNumber(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => asciiDigit(digit))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Decimal digits of every script come in runs of ten, from 0 to 9 (Unicode, general category Nd). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return digit
  for (let value = 0; value < 10; value++) {
    if (value === 9 || !/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value % 10)
  }
  return digit
}
