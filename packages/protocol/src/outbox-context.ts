import { sha256Hex } from './bytes.ts'
import { canonicalBytes } from './canonical.ts'
import type { LetterKind } from './kinds.ts'

/** Who is to get a letter, and what each may open. */
export interface LetterRecipient {
  readonly jurisdiction: string
  readonly compartments: readonly string[]
}

/**
 * What a letter that waits to be sealed is bound to while it is at rest: the alert, the kind, and exactly these recipients.
 * Whoever can write the database cannot add one.
 *
 *   outbox <ref> <kind> <SHA-256 of the canonical JSON of the recipients, in hexadecimal>
 */
export function outboxContext(ref: string, kind: LetterKind, recipients: readonly LetterRecipient[]): string {
  const said = recipients.map(({ jurisdiction, compartments }) => ({
    jurisdiction,
    compartments: [...compartments],
  }))
  return `outbox ${ref} ${kind} ${sha256Hex(canonicalBytes(said))}`
}
