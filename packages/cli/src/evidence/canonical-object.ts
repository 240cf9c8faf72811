/**
 * Reads an object from canonical JSON (RFC 8785) by writing it again: what has two readings, such as a field that stands there
 * twice, would show one to the verifier and another one to the court.
 *
 * @returns undefined if the text is not the one spelling of what it says
 */
export function readCanonicalObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return text.isWellFormed() && spell(value) === text ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Sections 3.2.2 and 3.2.3: values as ECMAScript spells them, names in the order of their UTF-16 code units. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${spell(field)}`).join(',')}}`
}
