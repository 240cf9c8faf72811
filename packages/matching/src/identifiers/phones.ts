import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const fewestDigits = 6
const tailLength = 8

/**
 * E.164 where the country is known (written with `+` or `00`, or by `defaultCountry`), else the bare digits. Empty
 * for text with fewer than six digits.
 */
export function normalisePhone(written: string, defaultCountry?: string): string {
  const text = written.normalize('NFKC').trim().replace(/^00/, '+').slice(0, 60)
  const known = defaultCountry !== undefined && isSupportedCountry(defaultCountry)
  const parsed = parsePhoneNumberFromString(text, known ? { defaultCountry } : {})
  if (parsed?.isPossible() === true) return parsed.number
  const digits = text.replace(/\D/g, '')
  if (digits.length < fewestDigits) return ''
  return text.startsWith('+') ? `+${digits}` : digits
}

/** The last digits, by which a number whose country is not known is looked up; empty for short numbers. */
export function tailOf(normalised: string): string {
  const digits = normalised.replace(/\D/g, '')
  return digits.length < tailLength ? '' : digits.slice(-tailLength)
}
