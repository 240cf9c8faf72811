import type { BackgroundList } from '../background/background-list.ts'
import type { WatchlistContext } from '../context.ts'
import type { ListFeed } from '../feed/list-feed.ts'
import type { ActiveOverrides } from '../overrides/active-overrides.ts'
import { travellerOf } from '../overrides/traveller.ts'
import { toResult, verdictOf } from '../query/answer.ts'
import { decideQuery } from '../query/decide.ts'
import { answeredRecord } from '../query/record.ts'
import { openText, sealJson } from '../store/boxes.ts'
import {
  foundContext,
  givenContext,
  putFindings,
  referenceOf,
  takeRows,
  type FoundRow,
  type RowFinding,
} from '../store/screenings.ts'
import type { GivenRow } from './read-rows.ts'
import { subjectOfRow } from './row-subject.ts'

/** Persons looked up in one transaction: what is lost when the service is killed, and done again. */
const batch = 100
/** Alerts shown for one person. */
export const screenedAlerts = 5
const searched = 20
const clearedRemark =
  'A match is not shown: two officers, or the issuer of the alert, have cleared it for this document.'

/**
 * Looks up the next persons of a list. Their rows stay locked until records, results and progress are committed as one, so that
 * each person is on record exactly once, whatever is killed and however many services share the work.
 *
 * @returns whether there may be more
 */
export async function lookUpRows(
  context: WatchlistContext,
  feed: Pick<ListFeed, 'sequence'>,
  background: Pick<BackgroundList, 'search'>,
  overrides: Pick<ActiveOverrides, 'sift'>,
): Promise<boolean> {
  const { storageKey, actLog, members, phoneCountry, clock, policies: acting } = context
  return context.connection.transaction(async (tx) => {
    const taken = await takeRows(tx, batch)
    if (taken === undefined) return false
    const { screening, rows } = taken
    // Others are at work on what is left of it.
    if (rows.length === 0) return false
    const { id, officer, authority, roles, purpose, policies } = screening
    const reference = referenceOf(storageKey, screening)
    const { compartments } = decideQuery(context.policies, { roles, authority }, { purpose, reference })
    const persons = rows.flatMap(({ row, box, key }) => {
      const given: GivenRow = JSON.parse(openText(storageKey, givenContext(id, row), { box, key }))
      const { subject, remarks } = subjectOfRow(given, phoneCountry)
      return subject === undefined ? [] : [{ row, subject, remarks }]
    })
    const at = clock()
    const { found, list } = await background.search({
      subjects: persons.map(({ subject }) => subject),
      purpose,
      at: at.getTime(),
      limit: searched,
      sequence: feed.sequence(),
    })
    const looks = persons.map(({ row, subject, remarks }, index) => {
      const sifted = overrides.sift(found[index] ?? [], travellerOf(subject), at)
      const alerts = sifted.shown.slice(0, screenedAlerts)
      const { cleared } = sifted
      const outcome = verdictOf(alerts, acting)
      const look = {
        officer: { id: officer, authority, roles, jurisdiction: context.jurisdiction },
        decision: { policies, compartments },
        purpose,
        subject,
        ...(reference !== undefined && { reference }),
      }
      const said = cleared.length === 0 ? remarks : [...remarks, clearedRemark]
      const finding: RowFinding = {
        remarks: said,
        results: alerts.map((one) => toResult(one, members, look.decision, acting)),
      }
      return {
        row,
        outcome,
        finding,
        record: answeredRecord(look, outcome, { found: alerts, cleared }, list.sequence),
      }
    })
    const records = await actLog.append(
      tx,
      looks.map(({ record }) => record),
    )
    const findings = looks.map(({ row, outcome, finding }, index): FoundRow => {
      const sealed = sealJson(storageKey, foundContext(id, row), finding)
      return { row, outcome, sealed, record: records[index] ?? '' }
    })
    await putFindings(tx, id, at, findings)
    for (const { outcome } of looks) context.metrics.answered(outcome)
    return true
  })
}
