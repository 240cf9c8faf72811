import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { cursor, type StoredCompartment } from './schema.ts'

/** A letter that the exchange verified and opened. */
export interface IncomingLetter {
  readonly id: number
  readonly kind:
    | 'alert'
    | 'revision'
    | 'grant'
    | 'withdrawal'
    | 'agreement'
    | 'hit'
    | 'message'
    | 'measure'
    | 'flag'
    | 'dispute'
    | 'contest'
    | 'clearance'
    | 'void'
  readonly issuer: JurisdictionCode
  readonly seq: number
  /** What it is about; null for `void`. */
  readonly ref: string | null
  /** Canonical bytes of the signed document, boxed with context `inbox <issuer> <seq>`. */
  readonly document: Uint8Array | null
  readonly documentKey: Uint8Array | null
  readonly compartments: readonly StoredCompartment[]
}

/** Which letters a part of the service takes, and the name under which it keeps how far it has read. */
export interface LettersOf {
  readonly name: string
  readonly kinds: readonly IncomingLetter['kind'][]
}

export const alertLetters: LettersOf = {
  name: 'inbox',
  kinds: ['alert', 'revision', 'grant', 'withdrawal', 'contest', 'clearance'],
}
export const agreementLetters: LettersOf = { name: 'agreements', kinds: ['agreement'] }
export const followUpLetters: LettersOf = { name: 'follow-up', kinds: ['hit', 'message', 'measure'] }
export const standingLetters: LettersOf = { name: 'standing', kinds: ['flag', 'dispute'] }

/** A row of `exchange.inbox_after`, as the driver gives it. */
type InboxRow = Omit<IncomingLetter, 'id' | 'seq' | 'documentKey'> & {
  readonly id: string
  readonly seq: string
  readonly document_key: Uint8Array | null
  readonly [column: string]: unknown
}

export async function readInbox(
  db: Executor,
  { name, kinds }: LettersOf,
  limit: number,
): Promise<IncomingLetter[]> {
  const { rows } = await db.execute<InboxRow>(sql`
    select id, kind, issuer, seq, ref, document, document_key, compartments
    from exchange.inbox_after(
      ${sql.param([...kinds])}::text[],
      coalesce((select position from alerts.cursor where name = ${name}), 0),
      ${limit})`)
  return rows.map(({ id, kind, issuer, seq, ref, document, document_key, compartments }) => ({
    id: Number(id),
    kind,
    issuer,
    seq: Number(seq),
    ref,
    document,
    documentKey: document_key,
    compartments,
  }))
}

/** Of these letters those that came before whatever is said about agreements and is not taken in yet. */
export async function beforeAgreements(
  db: Executor,
  letters: readonly IncomingLetter[],
): Promise<readonly IncomingLetter[]> {
  const [waiting] = await readInbox(db, agreementLetters, 1)
  return waiting === undefined ? letters : letters.filter(({ id }) => id < waiting.id)
}

/** With the commit, whoever waits for letters looks again: some wait for others to be taken in. */
export async function wakeReaders(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_notify('exchange_inbox', '')`)
}

/** In the transaction that takes the letters in: they are taken once, and the exchange drops their content. */
export async function markTaken(tx: Executor, { name }: LettersOf, ids: readonly number[]): Promise<void> {
  const last = ids.at(-1)
  if (last === undefined) return
  await tx
    .insert(cursor)
    .values({ name, position: last })
    .onConflictDoUpdate({ target: cursor.name, set: { position: last } })
  await tx.execute(sql`select exchange.inbox_done(${sql.param([...ids])}::bigint[])`)
}
