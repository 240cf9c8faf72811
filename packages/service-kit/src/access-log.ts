import { randomBytes, type StorageKey } from '@crosswatch/crypto'
import { type Database, databaseErrorCode, type Executor } from '@crosswatch/database'
import {
  type AccessRecord,
  accessRecordDocument,
  type AccessTerms,
  breakGlassRole,
  canonicalBytes,
  type Clock,
  disclosures,
  type ErrorCode,
  hasErrorCode,
  ServiceError,
  toBase64,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import type { LegalBases } from './legal-bases.ts'
import { recordIds } from './record-id.ts'

/**
 * How services write to the access log: one record for each act, in the transaction of the act, or for queries in small
 * groups, and always before the answer leaves.
 */
export interface AccessLogOptions {
  readonly jurisdiction: string
  /** Wraps the key under which each record's terms are encrypted. */
  readonly storageKey: StorageKey
  /** Name and version of what runs, for instance `watchlist 0.1.0`. */
  readonly software: string
  readonly now?: Clock
  /** What stands as the legal basis of acts that state a purpose and no basis of their own. */
  readonly legalBases?: LegalBases
  /**
   * Where an attempt is put on record whose transaction came to nothing: one under break-glass that is not in force. Not a
   * transaction itself.
   */
  readonly apart?: Executor
}

type Given =
  | 'v'
  | 'id'
  | 'jurisdiction'
  | 'at'
  | 'software'
  | 'referenceGiven'
  | 'terms'
  | 'alerts'
  | 'recipients'
  | 'policies'

/** What a service says about an access. The rest of the record is the same for all of them. */
export type AccessRecordInput = Omit<AccessRecord, Given> &
  Partial<Pick<AccessRecord, 'alerts' | 'recipients' | 'policies'>> & {
    /** What was searched or read. Stored encrypted, under a key that can be erased. */
    readonly terms?: AccessTerms
  }

export interface AccessLog {
  /**
   * Writes records as part of the transaction of the act: they are kept if it commits and gone if it does not.
   *
   * @returns their ids, in order
   * @throws {ServiceError} `not-recorded`; `witnessing-stale` and `clock-wrong` while nothing may be disclosed; `break-glass-over`
   */
  append(tx: Executor, records: readonly AccessRecordInput[]): Promise<readonly string[]>
  /** For acts without a transaction of their own, such as queries: records of several callers share one commit. */
  grouped(database: Database, options?: GroupOptions): GroupedAccessLog
}

export interface GroupedAccessLog {
  /**
   * Resolves with the record's id when the record is committed, and not before.
   *
   * @throws {ServiceError} `not-recorded`, to every caller of the group: nothing may be shown; `witnessing-stale` and
   *   `clock-wrong` while nothing may be disclosed
   */
  append(record: AccessRecordInput): Promise<string>
}

export interface GroupOptions {
  /** How long a record waits for others while another group is being written. Default 3 ms. */
  readonly waitMs?: number
  /** Records in a group at most. Default 256. */
  readonly largest?: number
}

export function createAccessLog(options: AccessLogOptions): AccessLog {
  const encode = recordEncoder(options)

  /** Whoever claims break-glass that is not in force gets nothing, and it stays on record that they tried. */
  async function write(executor: Executor, records: readonly AccessRecordInput[]) {
    try {
      return await insert(executor, records.map(encode))
    } catch (error) {
      if (hasErrorCode(error, 'break-glass-over')) {
        await insert(options.apart ?? executor, records.map(attempted).map(encode))
      }
      throw error
    }
  }

  return {
    append: write,
    grouped: (database, group = {}) => {
      // Under a name, which each connection keeps: parsed once, not for every group.
      const writeRows = (rows: readonly Row[]) =>
        appended(rows, () =>
          database.$client.query({
            name: 'audit.append',
            text: 'select audit.append($1, $2, $3, $4, $5, $6)',
            values: columns(rows),
          }),
        )
      // Apart, so that what may go on does not fail together with disclosures that may not.
      const groups = { disclosures: groupCommits(writeRows, group), others: groupCommits(writeRows, group) }
      return {
        // Encoded before it joins a group: a record that cannot be written is its own caller's failure only.
        append: async (record) => {
          // By itself: it is refused where no break-glass is in force, and must not take others with it.
          if (record.roles.includes(breakGlassRole)) {
            const [id = ''] = await write(database, [record])
            return id
          }
          const row = encode(record)
          await (discloses(record) ? groups.disclosures : groups.others)(row)
          return row.id
        },
      }
    },
  }
}

/** What is left of an act that did not take place: who tried what, and why. */
function attempted({ alerts: _alerts, count: _count, ...record }: AccessRecordInput): AccessRecordInput {
  return { ...record, outcome: 'denied', reason: 'break-glass-over' }
}

/** A record on its way into the database. */
interface Row {
  readonly id: string
  readonly type: string
  readonly at: string
  readonly salt: Uint8Array
  /** Canonical JSON. */
  readonly record: Uint8Array
  /** The wrapped key of the encrypted terms, if there are any. */
  readonly key: Uint8Array | null
}

const saltBytes = 32

function recordEncoder({
  jurisdiction,
  storageKey,
  software,
  legalBases = {},
  now = () => new Date(),
}: AccessLogOptions) {
  const idAt = recordIds()
  const row = ({ terms, ...given }: AccessRecordInput): Row => {
    const time = now()
    const id = idAt(time)
    const at = time.toISOString()
    // Bound to the record's id: terms copied into another record do not open there.
    const usual = given.purpose && legalBases[given.purpose]
    const sealed = terms && storageKey.seal(canonicalBytes(terms), accessRecordContext(id))
    const record = accessRecordDocument.encode({
      alerts: [],
      recipients: [],
      policies: [],
      ...(usual !== undefined && { legalBasis: usual }),
      ...given,
      ...(terms?.reference !== undefined && { referenceGiven: true }),
      ...(sealed && { terms: toBase64(sealed.box) }),
      v: 1,
      id,
      jurisdiction,
      at,
      software,
    })
    return { id, type: given.operation, at, salt: randomBytes(saltBytes), record, key: sealed?.key ?? null }
  }
  return (input: AccessRecordInput): Row => {
    try {
      return row(input)
    } catch (cause) {
      // What cannot be put on record, must not be done either.
      throw new ServiceError('not-recorded', { cause })
    }
  }
}

/** What the encryption of a record's terms is bound to. */
export function accessRecordContext(id: string): string {
  return `access-record ${id}`
}

function insert(executor: Executor, rows: readonly Row[]): Promise<readonly string[]> {
  const given = columns(rows).map((column) => sql.param(column))
  return appended(rows, () => executor.execute(sql`select audit.append(${sql.join(given, sql`, `)})`))
}

/** What `audit.append` is called with, in its order. */
function columns(rows: readonly Row[]): unknown[][] {
  return [
    rows.map(({ id }) => id),
    rows.map(({ type }) => type),
    rows.map(({ at }) => at),
    rows.map(({ salt }) => salt),
    rows.map(({ record }) => record),
    rows.map(({ key }) => key),
  ]
}

async function appended(rows: readonly Row[], call: () => Promise<unknown>): Promise<readonly string[]> {
  if (rows.length === 0) return []
  try {
    await call()
  } catch (cause) {
    throw new ServiceError(refusals.get(databaseErrorCode(cause)) ?? 'not-recorded', { cause })
  }
  return rows.map(({ id }) => id)
}

/** The SQLSTATEs with which the log refuses a record for what it says (services/audit/drizzle). */
const refusals: ReadonlyMap<string | undefined, ErrorCode> = new Map([
  ['XW001', 'witnessing-stale'],
  ['XW002', 'break-glass-over'],
  ['XW003', 'clock-wrong'],
])

/** Groups being written at once: enough to keep the disk busy, few enough to leave connections to others. */
const groupsAtOnce = 3

interface Group {
  readonly rows: Row[]
  /** Ends the gathering. A second call does nothing. */
  readonly start: () => void
  readonly written: Promise<void>
}

/**
 * While nothing is being written, a record goes at once. Otherwise it waits, at most `waitMs`, for others that share its
 * commit: the busier the node, the larger the groups.
 */
function groupCommits(
  write: (rows: readonly Row[]) => Promise<unknown>,
  { waitMs = 3, largest = 256 }: GroupOptions,
): (row: Row) => Promise<void> {
  let gathering: Group | undefined
  let writing = 0

  const begin = (): Group => {
    const rows: Row[] = []
    const started = Promise.withResolvers<void>()
    const start = () => {
      if (gathering?.rows === rows) gathering = undefined
      started.resolve()
    }
    const writeAll = async () => {
      await started.promise
      writing++
      try {
        await write(rows)
      } finally {
        writing--
        gathering?.start()
      }
    }
    // Whatever else arrives in this turn of the event loop comes along even when the disk is idle.
    if (writing === 0) setImmediate(start)
    else setTimeout(() => writing < groupsAtOnce && start(), waitMs)
    return { rows, start, written: writeAll() }
  }

  return async (row) => {
    const group = (gathering ??= begin())
    group.rows.push(row)
    if (group.rows.length >= largest) group.start()
    await group.written
  }
}

const disclosing: ReadonlySet<string> = new Set(disclosures)

function discloses({ operation, outcome }: AccessRecordInput): boolean {
  return disclosing.has(operation) && outcome !== 'denied' && outcome !== 'failed'
}
