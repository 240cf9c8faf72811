/** Check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1; `<` counts 0, letters from A = 10. */
export function checkDigit(field: string): string {
  const weights = [7, 3, 1]
  let sum = 0
  for (let at = 0; at < field.length; at++) sum += valueOf(field.charCodeAt(at)) * (weights[at % 3] ?? 0)
  return String(sum % 10)
}

function valueOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 65 && code <= 90) return code - 55
  return 0
}
