/**
 * A telephone number of the remarks, with `+` where its country is told:
 *
 *   (357)(22660766)   (218) (0)214778301   +97165746661   0097282858208   905515983567
 *
 * Eleven digits or more that do not begin with 0 hold the country: no national number is that long.
 */
export function parsePhone(written: string): string[] {
  const text = written.replace(/^\+/, '00').replaceAll('(0)', '')
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < 6 || digits.length > 17) return []
  if (digits.startsWith('00')) return [`+${digits.slice(2)}`]
  const groups = /^\((\d{1,3})\)/.exec(text)
  if (groups !== null && !groups[1]?.startsWith('0')) return [`+${digits}`]
  return [digits.length >= 11 && !digits.startsWith('0') ? `+${digits}` : digits]
}
