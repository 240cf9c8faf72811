import { breakGlassRole, ServiceError, type ScreeningRequest } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import type { WatchlistContext } from '../context.ts'
import { decideQuery, type QueryDecision } from '../query/decide.ts'
import { sealJson } from '../store/boxes.ts'
import { insertScreening, readScreening, type NewRow, type Screening } from '../store/screenings.ts'
import { readRows } from './read-rows.ts'
import { createRecord } from './records.ts'
import { subjectOfRow } from './row-subject.ts'

/**
 * Takes a list in: decided, read, encrypted and recorded. The same id again finds the list that is there.
 *
 * @throws {ServiceError} `forbidden`, `purpose-not-allowed`, `reference-missing`, `break-glass-not-here`, `rule-not-met`; `not-found` for the id of somebody else's list
 */
export async function createScreening(
  context: WatchlistContext,
  officer: Officer,
  { id, purpose, reference, rows: text }: ScreeningRequest,
): Promise<Screening> {
  const { policies, storageKey, connection, actLog, clock, phoneCountry, screeningHours } = context
  const decision = decideScreening(policies, officer, { purpose, reference })
  if (decision.refusal !== undefined) {
    await actLog.append(connection.db, [createRecord(officer, { purpose, reference }, decision, 0)])
    throw decision.refusal
  }
  const rows = readRows(text).map((row): NewRow => {
    const { subject, remarks } = subjectOfRow(row.given, phoneCountry)
    return subject === undefined ? { ...row, refused: { remarks, results: [] } } : row
  })
  const refused = rows.filter((row) => row.refused !== undefined).length
  const at = clock()
  const sealed = reference === undefined ? undefined : sealJson(storageKey, `screening ${id}`, reference)
  return connection.transaction(async (tx) => {
    const isNew = await insertScreening(
      tx,
      storageKey,
      {
        id,
        officer: officer.id,
        authority: officer.authority,
        roles: ordinaryRoles(officer),
        purpose,
        policies: decision.policies,
        reference: sealed?.box ?? null,
        referenceKey: sealed?.key ?? null,
        rows: rows.length,
        refused,
        createdAt: at,
        turnAt: at,
        finishedAt: refused === rows.length ? at : null,
        eraseAt: new Date(at.getTime() + screeningHours * 3_600_000),
      },
      rows,
    )
    if (isNew) await actLog.append(tx, [createRecord(officer, { purpose, reference }, decision, rows.length)])
    return readScreening(tx, id, officer.id)
  })
}

/**
 * A list is worked through for longer than break-glass lasts: it is decided as what the officer is without it. What only
 * break-glass would allow is refused, and says so.
 */
function decideScreening(
  policies: WatchlistContext['policies'],
  officer: Officer,
  stated: Pick<ScreeningRequest, 'purpose'> & { readonly reference?: string | undefined },
): QueryDecision {
  const decision = decideQuery(policies, { ...officer, roles: ordinaryRoles(officer) }, stated)
  if (decision.refusal === undefined) return decision
  const under = decideQuery(policies, officer, stated)
  return under.refusal === undefined
    ? { ...decision, refusal: new ServiceError('break-glass-not-here') }
    : decision
}

function ordinaryRoles({ roles }: Officer) {
  return roles.filter((role) => role !== breakGlassRole)
}
