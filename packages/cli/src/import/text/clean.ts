/**
 * Text of a list as the schemas want it: Unicode normal form C, one space where there were several or a line break,
 * nothing at the ends. Undefined if nothing is left.
 */
export function clean(written: string | undefined): string | undefined {
  const text = written
    ?.normalize('NFC')
    .replaceAll(/[\p{Cc}\p{White_Space}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ')
    .trim()
  return text === '' ? undefined : text
}

/** The same without repetitions, in order. */
export function distinct<T>(values: readonly T[], keyOf: (value: T) => string = String): T[] {
  const seen = new Map<string, T>()
  for (const value of values) if (!seen.has(keyOf(value))) seen.set(keyOf(value), value)
  return [...seen.values()]
}

/** An object without its undefined fields, and without empty arrays: optional fields of a schema are absent, never empty. */
export function present<T extends object>(fields: T): Present<T>
export function present(fields: object): object {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept)
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K]
}
