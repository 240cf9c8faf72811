import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode, LetterKind, LetterRecipient } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** A letter that was handed to the exchange and is not in the feed yet. */
export interface WaitingLetter {
  readonly id: number
  readonly ref: string
  readonly kind: LetterKind
  readonly document: Uint8Array
  readonly documentKey: Uint8Array
  readonly recipients: readonly LetterRecipient[]
}

type Row = Omit<WaitingLetter, 'id' | 'documentKey'> & {
  readonly id: string
  readonly document_key: Uint8Array
  readonly [column: string]: unknown
}

/** Letters that tell a recipient something about persons, locked until the transaction ends. */
export async function readWaiting(tx: Executor, recipient: JurisdictionCode): Promise<WaitingLetter[]> {
  const { rows } = await tx.execute<Row>(
    sql`select id, ref, kind, document, document_key, recipients from exchange.waiting_for(${recipient})`,
  )
  return rows.map(({ id, ref, kind, document, document_key, recipients }) => ({
    id: Number(id),
    ref,
    kind,
    document,
    documentKey: document_key,
    recipients,
  }))
}

/** Addresses a letter anew. It is boxed for exactly these recipients. */
export async function readdress(
  tx: Executor,
  id: number,
  { box, key }: { readonly box: Uint8Array; readonly key: Uint8Array },
  recipients: readonly LetterRecipient[],
): Promise<void> {
  await tx.execute(
    sql`select exchange.readdress(${id}, ${Buffer.from(box)}, ${Buffer.from(key)}, ${JSON.stringify(recipients)}::jsonb)`,
  )
}
