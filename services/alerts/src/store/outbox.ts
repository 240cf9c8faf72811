import type { Executor } from '@crosswatch/database'
import type { Compartment, JurisdictionCode, LetterKind } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import type { StoredCompartment } from './schema.ts'

/** A letter for the exchange to seal and send. */
export interface OutgoingLetter {
  /** What it is about: the id of its document. */
  readonly ref: string
  readonly kind: LetterKind
  readonly payloadType: string
  /** Canonical bytes of the document to sign, boxed with the context that `outboxContext` gives. */
  readonly document: Uint8Array
  readonly documentKey: Uint8Array
  readonly compartments: readonly StoredCompartment[]
  readonly recipients: readonly {
    readonly jurisdiction: JurisdictionCode
    readonly compartments: readonly Compartment[]
  }[]
}

/** Hands letters to the exchange, in this transaction: they go out if it commits, in this order. */
export async function enqueue(tx: Executor, letters: readonly OutgoingLetter[]): Promise<void> {
  if (letters.length === 0) return
  const column = <T>(pick: (letter: OutgoingLetter) => T) => sql.param(letters.map(pick))
  await tx.execute(sql`select exchange.enqueue(
    ${column(({ ref }) => ref)}::uuid[],
    ${column(({ kind }) => kind)}::text[],
    ${column(({ payloadType }) => payloadType)}::text[],
    ${column(({ document }) => Buffer.from(document))}::bytea[],
    ${column(({ documentKey }) => Buffer.from(documentKey))}::bytea[],
    ${column(({ compartments }) => JSON.stringify(compartments))}::jsonb[],
    ${column(({ recipients }) => JSON.stringify(recipients))}::jsonb[])`)
}
