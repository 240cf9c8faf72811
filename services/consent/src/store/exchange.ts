import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { toHex, type JurisdictionCode, type LetterKind } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { cursor } from './schema.ts'

/** A letter that the exchange verified and opened. */
export interface IncomingLetter {
  readonly id: number
  readonly kind: LetterKind | 'void'
  readonly issuer: JurisdictionCode
  readonly seq: number
  /** Canonical bytes of the signed document, boxed with context `inbox <issuer> <seq>`. */
  readonly document: Uint8Array | null
  readonly documentKey: Uint8Array | null
}

type InboxRow = Omit<IncomingLetter, 'id' | 'seq' | 'documentKey'> & {
  readonly id: string
  readonly seq: string
  readonly document_key: Uint8Array | null
  readonly [column: string]: unknown
}

/** The letters of these kinds that were not taken yet, in the order in which they came. */
export async function readLetters(
  db: Executor,
  kinds: readonly LetterKind[],
  limit: number,
): Promise<IncomingLetter[]> {
  const { rows } = await db.execute<InboxRow>(sql`
    select id, kind, issuer, seq, document, document_key
    from exchange.inbox_after(
      ${sql.param([...kinds])}::text[],
      coalesce((select position from consent.cursor where name = 'inbox'), 0),
      ${limit})`)
  return rows.map(({ id, kind, issuer, seq, document, document_key }) => ({
    id: Number(id),
    kind,
    issuer,
    seq: Number(seq),
    document,
    documentKey: document_key,
  }))
}

/** The document of a letter; nothing if it was taken before. */
export function openLetter(
  storageKey: StorageKey,
  { document: box, documentKey: key, issuer, seq }: IncomingLetter,
): Uint8Array | undefined {
  return box === null || key === null ? undefined : storageKey.open({ box, key }, `inbox ${issuer} ${seq}`)
}

/** In the transaction that takes the letters in: they are taken once. `void` letters are other services' to drop. */
export async function markLettersTaken(tx: Executor, letters: readonly IncomingLetter[]): Promise<void> {
  await movePosition(tx, 'inbox', letters.at(-1)?.id)
  const ids = letters.filter(({ kind }) => kind !== 'void').map(({ id }) => id)
  await tx.execute(sql`select exchange.inbox_done(${sql.param(ids)}::bigint[])`)
}

export async function movePosition(
  tx: Executor,
  name: typeof cursor.$inferSelect.name,
  position: number | undefined,
): Promise<void> {
  if (position === undefined) return
  await tx
    .insert(cursor)
    .values({ name, position })
    .onConflictDoUpdate({ target: cursor.name, set: { position } })
}

/** A letter without compartments for the exchange to sign, seal and send. */
export interface OutgoingLetter {
  readonly ref: string
  readonly kind: LetterKind
  readonly payloadType: string
  /** Canonical bytes of the document, boxed with the context that `outboxContext` gives. */
  readonly document: Uint8Array
  readonly documentKey: Uint8Array
  readonly recipients: readonly { readonly jurisdiction: JurisdictionCode; readonly compartments: [] }[]
}

/** Hands a letter to the exchange, in this transaction: it goes out if it commits. */
export async function enqueue(tx: Executor, letter: OutgoingLetter): Promise<void> {
  await tx.execute(sql`select exchange.enqueue(
    array[${letter.ref}]::uuid[],
    array[${letter.kind}]::text[],
    array[${letter.payloadType}]::text[],
    array[${Buffer.from(letter.document)}]::bytea[],
    array[${Buffer.from(letter.documentKey)}]::bytea[],
    array['[]']::jsonb[],
    array[${JSON.stringify(letter.recipients)}]::jsonb[])`)
}

/** Destroys the sealed bodies that brought these alerts. @returns how many there were */
export async function eraseBodies(
  tx: Executor,
  issuer: JurisdictionCode,
  alerts: readonly string[],
): Promise<number> {
  const { rows } = await tx.execute<{ bodies: string }>(
    sql`select exchange.erase(${issuer}, ${sql.param([...alerts])}::uuid[]) as bodies`,
  )
  return Number(rows[0]?.bodies ?? 0)
}

/** An entry as it stands in a feed. */
export interface PlacedEntry {
  /** Hash of its header, in hexadecimal. */
  readonly hash: string
  /** What the letter in it is about, where this node can tell. */
  readonly ref: string | null
}

export async function readEntriesAt(
  db: Executor,
  feed: { readonly issuer: JurisdictionCode; readonly own: boolean },
  places: readonly number[],
): Promise<ReadonlyMap<number, PlacedEntry>> {
  const { rows } = await db.execute<{ seq: string; hash: Uint8Array; ref: string | null }>(
    sql`select seq, hash, ref from exchange.entries_at(${feed.own}, ${feed.issuer}, ${sql.param([...places])}::bigint[])`,
  )
  return new Map(rows.map(({ seq, hash, ref }) => [Number(seq), { hash: toHex(hash), ref }]))
}
