import {
  AlertRecord,
  RecordRequest,
  ServiceError,
  splitIdentity,
  type Compartment,
} from '@crosswatch/protocol'
import { allRoles, problemResponse, type App } from '@crosswatch/service-kit'
import type { WatchlistContext } from '../context.ts'
import { readChanges } from '../feed/changes.ts'
import { openAlert, type OpenedAlert } from '../feed/open-alert.ts'
import type { ListedAlert } from '../list/listed-alert.ts'
import type { Watchlist } from '../list/watchlist.ts'
import type { ActiveOverrides } from '../overrides/active-overrides.ts'
import { travellerOf } from '../overrides/traveller.ts'
import { toResult } from '../query/answer.ts'
import { counts, decideQuery } from '../query/decide.ts'
import { readQuestion, tidySubject } from '../query/question.ts'
import { openedRecord, openingDeniedRecord } from '../query/record.ts'

/**
 * The second step after a border query: `POST /v1/queries/record` opens what one alert says, as far as the role shows it. It is
 * asked with the query once more: what that does not find, or what it may not be used for, cannot be opened, and looks as if it
 * were not there. It has an access record of its own, which is durable before anything is shown.
 */
export function alertRecordRoutes(
  app: App,
  context: WatchlistContext,
  list: Watchlist,
  overrides: Pick<ActiveOverrides, 'sift'>,
): void {
  const { accessLog, clock, connection, members, phoneCountry, policies, storageKey } = context

  app.post(
    '/v1/queries/record',
    {
      config: { roles: allRoles },
      bodyLimit: 64 * 1024,
      schema: {
        summary: 'Opens the record of an alert that a query found: a look of its own',
        body: RecordRequest,
        response: { 200: AlertRecord, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async ({ officer, body }): Promise<AlertRecord> => {
      const at = clock()
      const { alert: id, query, purpose, reference } = body
      const subject = tidySubject(body.subject)
      const decision = decideQuery(policies, officer, body, 'view')
      const look = { officer, decision, purpose, subject, ...(reference !== undefined && { reference }) }
      const refuse = async (refusal: ServiceError) => {
        await accessLog.append(openingDeniedRecord(look, query, refusal.code))
        return refusal
      }
      if (decision.refusal !== undefined) throw await refuse(decision.refusal)

      const { read } = readQuestion(subject, phoneCountry)
      const admits = (alert: ListedAlert) => alert.id === id && counts(alert, purpose, at)
      const matching = list.find(subject, { limit: 1, phoneCountry, admits })
      const [found] = overrides.sift(matching, travellerOf(subject, read), at).shown
      if (found === undefined) throw await refuse(new ServiceError('not-found', { detail: `alert ${id}` }))
      const opened = await openListed(found.alert)
      if (opened === undefined) throw await refuse(new ServiceError('conflict', { detail: `alert ${id}` }))

      const shown = opened.compartments.filter((name) => decision.compartments.includes(name))
      const record = await accessLog.append(openedRecord(look, query, found.alert, shown))
      const { identity, posting, grounds } = withoutClosed(opened.contents, shown)
      return {
        result: toResult(found, members, decision, policies),
        ...(identity && { identity }),
        ...(posting && { posting }),
        ...(grounds && { grounds }),
        record,
        at: at.toISOString(),
      }
    },
  )

  /** What the alert says in the version that is listed; nothing if it has become another one in the meantime. */
  async function openListed({ id, version, change }: ListedAlert): Promise<OpenedAlert | undefined> {
    const [row] = await readChanges(connection.db, change - 1, 1)
    if (row === undefined || row.id !== id || row.version !== version || row.state !== 'active')
      return undefined
    return openAlert(storageKey, row)
  }
}

/** Only what the role may be shown of what was opened. */
function withoutClosed(
  { identity, posting, grounds }: OpenedAlert['contents'],
  shown: readonly Compartment[],
): OpenedAlert['contents'] {
  const subject = identity && (shown.includes('contacts') ? identity : splitIdentity(identity).identity)
  return {
    ...(subject && shown.includes('identity') && { identity: subject }),
    ...(posting && shown.includes('posting') && { posting }),
    ...(grounds && shown.includes('grounds') && { grounds }),
  }
}
