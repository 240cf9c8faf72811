import type { FormLine } from '../../../forms/form.ts'

/**
 * One thing in one line, its parts between commas (or semicolons, bars, tabs): `passport, X1234567, XB`. Which part is
 * which follows from what it looks like.
 */
export interface LineParts<K extends string> {
  readonly kind: K | undefined
  /** What is neither kind nor country, in order. */
  readonly rest: readonly string[]
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined
}

export function lineParts<K extends string>(
  { text }: FormLine,
  kinds: Readonly<Record<K, string>>,
): LineParts<K> {
  const parts = splitLine(text)
  const kind = parts.map((part) => kindOf(part, kinds)).find((found) => found !== undefined)
  const country = parts.slice(1).find((part) => /^[A-Z]{2}$/.test(part))
  return {
    kind,
    country,
    rest: parts.filter((part) => part !== country && kindOf(part, kinds) === undefined),
  }
}

/** A bar parts by itself, so that a number may hold a comma. */
export function splitLine(text: string): readonly string[] {
  return text
    .split(text.includes('|') ? '|' : /[,;\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** The line that reads as these parts. */
export function joinLine(parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined)
  return given.join(given.some((part) => /[,;]/.test(part)) ? ' | ' : ', ')
}

function kindOf<K extends string>(part: string, kinds: Readonly<Record<K, string>>): K | undefined {
  const wanted = part.toLowerCase()
  for (const kind in kinds) {
    if (wanted === kind || wanted === kinds[kind].toLowerCase()) return kind
  }
  return undefined
}
