import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  AccessTerms,
  accessRecordDocument,
  fromBase64,
  parseCanonical,
  queryVerdicts,
  ServiceError,
  SubjectQuery,
  type AccessRecord,
  type Purpose,
  type QueryAnswer,
  type Replay,
} from '@crosswatch/protocol'
import { accessRecordContext } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'

/** A query that was answered, as it stands in the access log. */
export interface RecordedQuery extends Pick<AccessRecord, 'id' | 'at' | 'alerts' | 'software'> {
  readonly purpose: Purpose
  readonly subject: SubjectQuery
  readonly outcome: QueryAnswer['verdict']
  /** The change of the list after which it was answered. */
  readonly list: number
  /** What was found and not shown, and which override or clearance stood for it. */
  readonly cleared: readonly LoggedClearing[]
}

/** What the record says stood for an alert that was not shown. */
export type LoggedClearing = Replay['logged']['cleared'][number]

const isTerms = Compile(AccessTerms)
const isSubject = Compile(SubjectQuery)

/**
 * Reads the record of a query, by way of the audit service's function.
 *
 * @throws {ServiceError} `not-found`; `wrong-state` for what cannot be answered again: a refusal, or erased terms
 */
export async function readRecordedQuery(
  db: Executor,
  storageKey: StorageKey,
  id: string,
): Promise<RecordedQuery> {
  const { rows } = await db.execute<{ record: Buffer; key: Buffer | null }>(
    sql`select record, key from audit.query_record(${id}::uuid)`,
  )
  const [row] = rows
  if (row === undefined) throw new ServiceError('not-found', { detail: `no record of a query: ${id}` })
  const { terms, purpose, outcome, list, at, alerts, software } = accessRecordDocument.decode(row.record)
  const verdict = queryVerdicts.find((one) => one === outcome)
  if (verdict === undefined || purpose === undefined || list === undefined || terms === undefined) {
    throw new ServiceError('wrong-state', { detail: 'the query was refused: there is no answer to compare' })
  }
  if (row.key === null) {
    throw new ServiceError('wrong-state', {
      detail: 'what was searched is erased, and cannot be asked again',
    })
  }
  const box = { box: fromBase64(terms), key: row.key }
  const opened = parseCanonical(storageKey.open(box, accessRecordContext(id)))
  if (!isTerms.Check(opened) || !isSubject.Check(opened.query)) {
    throw new ServiceError('wrong-state', { detail: 'the record does not say what was searched' })
  }
  return {
    id,
    at,
    alerts,
    software,
    purpose,
    list,
    outcome: verdict,
    subject: opened.query,
    cleared: clearedIn(opened.note ?? ''),
  }
}

/** What `query/record.ts` notes of overrides and clearances. */
function clearedIn(note: string): LoggedClearing[] {
  const noted = note.matchAll(/alert ([0-9a-f-]{36}) cleared by (override|clearance) ([0-9a-f-]{36})/g)
  return [...noted].flatMap(([, alert, by, id]): LoggedClearing[] => {
    if (alert === undefined || id === undefined) return []
    return by === 'override' ? [{ alert, override: id }] : [{ alert, clearance: id }]
  })
}
