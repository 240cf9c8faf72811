import { refusals } from '@crosswatch/policy'
import { Replay, ReplayRequest, ServiceError } from '@crosswatch/protocol'
import { actorOf, allRoles, problemResponse, type App } from '@crosswatch/service-kit'
import type { WatchlistContext } from '../context.ts'
import { couldClear, stood } from '../overrides/past-overrides.ts'
import { travellerOf } from '../overrides/traveller.ts'
import { verdictOf } from '../query/answer.ts'
import { readQuestion, tidyText } from '../query/question.ts'
import { compareAnswers } from '../replay/compare-answers.ts'
import type { PastList } from '../replay/past-list.ts'
import { readRecordedQuery, type RecordedQuery } from '../replay/recorded-query.ts'
import { screenedAlerts } from '../screening/look-up-rows.ts'
import { pastClearances } from '../store/clearances.ts'
import { overridesByIds } from '../store/overrides.ts'
import { queryLimit } from './queries.ts'

/**
 * Answers the query of a record again from the list as it stood then: `POST /v1/replays`. Only what somebody asked before can be asked
 * this way, and the answer names alerts by their ids. It is on record before it leaves.
 */
export function replayRoutes(
  app: App,
  { accessLog, connection, phoneCountry, policies, storageKey }: WatchlistContext,
  past: PastList,
  software: string,
): void {
  app.post(
    '/v1/replays',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Whether the list, as it stood then, gives the answer that is on record',
        body: ReplayRequest,
        response: { 200: Replay, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async ({ officer, body }): Promise<Replay> => {
      const { record: id, purpose, reference } = body
      const { roles, authority } = officer
      const referenceGiven = reference !== undefined
      const decision = policies.decideAccess({ act: 'replay', roles, authority, purpose, referenceGiven })
      const record = {
        ...actorOf(officer),
        operation: 'record.replay' as const,
        purpose,
        policies: [...decision.policies],
        terms: {
          query: { record: id },
          ...(reference !== undefined && { reference: tidyText(reference) }),
        },
      }
      if (!decision.allowed) {
        const code = refusals[decision.reason]
        await accessLog.append({ ...record, outcome: 'denied', reason: code })
        throw new ServiceError(code)
      }
      try {
        const recorded = await readRecordedQuery(connection.db, storageKey, id)
        const answer = await replay(recorded)
        await accessLog.append({ ...record, outcome: 'done', count: 1 })
        return answer
      } catch (error) {
        if (error instanceof ServiceError && error.code !== 'not-recorded') {
          await accessLog.append({ ...record, outcome: 'failed', reason: error.code })
        }
        throw error
      }
    },
  )

  async function replay(recorded: RecordedQuery): Promise<Replay> {
    const { id, at, list, subject, purpose, cleared } = recorded
    const time = new Date(at)
    const findings = await past.search({
      asOf: list,
      subject,
      purpose,
      at: time.getTime(),
      limit: queryLimit,
    })
    const { read } = readQuestion(subject, phoneCountry)
    const traveller = travellerOf(subject, read)
    const overrides = await overridesByIds(
      connection.db,
      cleared.flatMap((by) => ('override' in by ? by.override : [])),
    )
    const clearances = await pastClearances(
      connection.db,
      cleared.flatMap((by) => ('clearance' in by ? by.clearance : [])),
    )
    const compared = compareAnswers(recorded, findings, {
      clears: (found, by) => {
        if ('clearance' in by)
          return clearances.some((row) => row.id === by.clearance && stood(row, found, time))
        const row = overrides.find((one) => one.id === by.override)
        return row !== undefined && couldClear(storageKey, row, found, traveller, time)
      },
      verdictOf: (found) => verdictOf(found, policies),
      screened: screenedAlerts,
    })
    return { record: id, at, list, ...compared, software: { logged: recorded.software, replayed: software } }
  }
}
