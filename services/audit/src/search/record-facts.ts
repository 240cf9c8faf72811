import { type AccessRecord, accessRecordDocument, FormatError } from '@crosswatch/protocol'

/** What a record is searched by. */
export interface RecordFacts {
  readonly officer: string
  readonly class: AccessClass
  /** Where the officer was; empty if that is no post. Nothing on a node that names no posts. */
  readonly whereabouts?: { readonly post: string; readonly away: boolean }
  /** Alerts that it touched, each once. */
  readonly alerts: readonly string[]
}

/** What many records have in common. */
export interface AccessClass {
  readonly authority: string
  readonly operation: string
  readonly purpose: string | null
  readonly outcome: string
}

/**
 * Reads a record for its index.
 *
 * @returns nothing if the bytes are no record: whoever owns the database can put anything there, and the log must stay
 *   searchable. Verification finds it.
 */
export function factsOf(bytes: Uint8Array): RecordFacts | undefined {
  const record = readable(bytes)
  if (record === undefined) return undefined
  const { officer, authority, operation, purpose = null, outcome, alerts, post, awayFromPost } = record
  return {
    officer,
    class: { authority, operation, purpose, outcome },
    ...((post !== undefined || awayFromPost) && {
      whereabouts: { post: post ?? '', away: awayFromPost === true },
    }),
    alerts: [...new Set(alerts.map(({ alert }) => alert))],
  }
}

function readable(bytes: Uint8Array): AccessRecord | undefined {
  try {
    return accessRecordDocument.decode(bytes)
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}
