import { type AlertDraft } from '@crosswatch/protocol'

/**
 * A draft in Unicode normal form C, as the wire wants it: some keyboards type an accent as a character of its own. Says the
 * same, letter by letter.
 */
export function normaliseDraft(draft: AlertDraft): AlertDraft {
  return normaliseText(draft)
}

/** Every text of a value in Unicode normal form C. */
export function normaliseText<T>(value: T): T {
  return structuredMap(value)
}

function structuredMap<T>(value: T): T
function structuredMap(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map((item) => structuredMap(item))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structuredMap(item)]))
  }
  return value
}
