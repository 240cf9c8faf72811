import { open, readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Executor } from '@crosswatch/database'
import {
  clearanceEnds,
  clearanceRefusals,
  closed,
  erasureCauses,
  JurisdictionCode,
  oneOf,
  ServiceError,
  Timestamp,
  Uuid,
  Version1,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { isErrno, syncDirectory } from './durable-file.ts'

/**
 * What was erased, outside the database, so that a database which was put back from a backup can be told again. A file on
 * another volume, and in no backup together with it; one line for each, ids and codes only:
 *
 *   {"v":1,"kind":"alert","id":"0198...","issuer":"XB","version":2,"cause":"withdrawn","at":"2026-03-01T12:00:00.000Z"}
 *   {"v":1,"kind":"consent","id":"0198...","at":"2026-03-01T12:00:00.000Z"}
 *   {"v":1,"kind":"clearance","id":"0198...","alert":"0198...","issuer":"XB","state":"ended","reason":"expired","at":"2026-..."}
 */
export const ErasedEntry = Type.Union([
  closed({
    v: Version1,
    kind: Type.Literal('alert'),
    id: Uuid,
    issuer: JurisdictionCode,
    version: Type.Integer({ minimum: 0 }),
    cause: oneOf(erasureCauses),
    at: Timestamp,
  }),
  closed({ v: Version1, kind: Type.Literal('consent'), id: Uuid, at: Timestamp }),
  closed({
    v: Version1,
    kind: Type.Literal('clearance'),
    id: Uuid,
    alert: Uuid,
    issuer: JurisdictionCode,
    state: oneOf(['declined', 'ended']),
    reason: oneOf([...clearanceRefusals, ...clearanceEnds]),
    at: Timestamp,
  }),
])
export type ErasedEntry = Static<typeof ErasedEntry>

const isEntry = Compile(ErasedEntry)

/**
 * Stands where a line was lost and an operator accepted that. It says nothing, and keeps the places of the lines after it:
 *
 *   {"v":1,"kind":"lost","at":"2026-03-01T12:00:00.000Z"}
 */
interface LostLine {
  readonly v: 1
  readonly kind: 'lost'
  readonly at: string
}

/**
 * The lines of the ledger, none if there is no file: whether there must be one, only the database knows. What was being written
 * when the power went is a line that says nothing.
 */
export async function readLedger(file: string): Promise<readonly (ErasedEntry | undefined)[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return ''
    throw error
  })
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map(readEntry)
}

function readEntry(line: string): ErasedEntry | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isEntry.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes the ledger if there is none, open to the group that keeps it, whatever the process would leave to others.
 *
 * @throws {ServiceError} `invalid-configuration` when this service cannot write it: found out at the start, and not when something is erased
 */
export async function openLedger(file: string): Promise<void> {
  try {
    const handle = await open(file, 'a')
    try {
      const { size } = await handle.stat()
      // Nobody else's permissions are touched: only whoever made it may change them, and need not later.
      if (size === 0) await handle.chmod(0o660).catch(() => {})
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw new ServiceError('invalid-configuration', {
      detail: 'CROSSWATCH_ERASURE_LEDGER_FILE: the file, or its folder, cannot be written by this service',
      cause,
    })
  }
}

/** Adds lines. They are on the disk when it returns. */
export async function appendToLedger(
  file: string,
  entries: readonly (ErasedEntry | LostLine)[],
): Promise<void> {
  if (entries.length === 0) return
  const handle = await open(file, 'a+')
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const torn = size > 0 && last.toString() !== '\n'
    await handle.appendFile(
      `${torn ? '\n' : ''}${entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')}`,
    )
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncDirectory(file)
}

/**
 * Waits until the database knows every line of the ledger, and the ledger has every line that the database knows: one that was put
 * back from a backup shows nothing before what was erased since is erased again, which the consent service does, and which it
 * cannot from a ledger that is not there.
 */
export async function awaitErasures(file: string, db: Executor, signal: AbortSignal): Promise<void> {
  for (;;) {
    // In this order: a line is written before the database knows it, so what is missing then is missing.
    const known = await linesKnown(db)
    const { length } = await readLedger(file)
    if (known === length) return
    await delay(200, undefined, { signal })
  }
}

/** None in a database without the tables of the consent service: nothing was erased through it. */
async function linesKnown(db: Executor): Promise<number> {
  const { rows: found } = await db.execute(
    sql`select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'consent' and p.proname = 'ledger_lines'`,
  )
  if (found.length === 0) return 0
  const { rows } = await db.execute<{ lines: string }>(sql`select consent.ledger_lines() as lines`)
  return Number(rows[0]?.lines ?? 0)
}
