import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode, LetterKind } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** A letter without compartments for the exchange to sign, seal and send. */
export interface OutgoingLetter {
  readonly ref: string
  readonly kind: LetterKind
  readonly payloadType: string
  /** Canonical bytes of the document, boxed with the context that `outboxContext` gives. */
  readonly document: Uint8Array
  readonly documentKey: Uint8Array
  readonly recipients: readonly {
    readonly jurisdiction: JurisdictionCode
    readonly compartments: readonly []
  }[]
}

/** Hands letters to the exchange, in this transaction: they go out if it commits, in this order. */
export async function enqueue(tx: Executor, letters: readonly OutgoingLetter[]): Promise<void> {
  if (letters.length === 0) return
  const given = <T>(pick: (letter: OutgoingLetter) => T) => sql.param(letters.map(pick))
  await tx.execute(sql`select exchange.enqueue(
    ${given(({ ref }) => ref)}::uuid[],
    ${given(({ kind }) => kind)}::text[],
    ${given(({ payloadType }) => payloadType)}::text[],
    ${given(({ document }) => Buffer.from(document))}::bytea[],
    ${given(({ documentKey }) => Buffer.from(documentKey))}::bytea[],
    ${sql.param(letters.map(() => '[]'))}::jsonb[],
    ${given(({ recipients }) => JSON.stringify(recipients))}::jsonb[])`)
}

/** A letter that the exchange verified and opened. */
export interface IncomingLetter {
  readonly id: number
  readonly issuer: JurisdictionCode
  /** Canonical bytes of the signed document; nothing if it was taken before, or is void. */
  readonly payload: Uint8Array | undefined
}

type InboxRow = {
  readonly id: string
  readonly issuer: string
  readonly seq: string
  readonly kind: string
  readonly document: Uint8Array | null
  readonly document_key: Uint8Array | null
}

/** The letters of a kind behind a position of the inbox, in the order in which they came, and those that are void. */
export async function readLetters(
  executor: Executor,
  storageKey: StorageKey,
  { kind, after, limit }: { readonly kind: LetterKind; readonly after: number; readonly limit: number },
): Promise<IncomingLetter[]> {
  const { rows } = await executor.execute<InboxRow>(sql`
    select id, kind, issuer, seq, document, document_key
    from exchange.inbox_after(array[${kind}]::text[], ${after}, ${limit})`)
  return rows.map((row) => {
    const { document: box, document_key: key, issuer, seq } = row
    const taken = row.kind !== kind || box === null || key === null
    const payload = taken ? undefined : storageKey.open({ box, key }, `inbox ${issuer} ${seq}`)
    return { id: Number(row.id), issuer, payload }
  })
}

/** In the transaction that takes letters in: their content is dropped. Those that are void are for others to take. */
export async function dropLetters(tx: Executor, letters: readonly IncomingLetter[]): Promise<void> {
  const ids = letters.filter(({ payload }) => payload !== undefined).map(({ id }) => id)
  await tx.execute(sql`select exchange.inbox_done(${sql.param(ids)}::bigint[])`)
}
