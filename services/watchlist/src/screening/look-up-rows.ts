import type { Executor } from '@crosswatch/database'
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
  passTurn,
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

type Feed = Pick<ListFeed, 'sequence'>
type Background = Pick<BackgroundList, 'search'>
type Overrides = Pick<ActiveOverrides, 'sift'>
type TakenRows = NonNullable<Awaited<ReturnType<typeof takeRows>>>

/**
 * Looks up the next persons of a list. Their rows stay locked until records, results and progress are committed as one, so that
 * each person is on record exactly once, whatever is killed and however many services share the work. A list whose persons cannot
 * be looked up loses its turn, or all others would wait behind it.
 *
 * @returns whether there may be more
 */
export async function lookUpRows(
  context: WatchlistContext,
  feed: Feed,
  background: Background,
  overrides: Overrides,
): Promise<boolean> {
  const { connection, clock } = context
  const turn: { list?: string } = {}
  try {
    return await connection.transaction(async (tx) => {
      const taken = await takeRows(tx, batch)
      // None waits, or others are at work on what is left of it.
      if (taken === undefined || taken.rows.length === 0) return false
      turn.list = taken.screening.id
      await lookUpTaken(context, feed, background, overrides, tx, taken)
      return true
    })
  } catch (error) {
    // In no transaction: what the failed one wrote is gone.
    if (turn.list !== undefined) await passTurn(connection.db, turn.list, clock())
    throw error
  }
}

async function lookUpTaken(
  context: WatchlistContext,
  feed: Feed,
  background: Background,
  overrides: Overrides,
  tx: Executor,
  { screening, rows }: TakenRows,
): Promise<void> {
  const { storageKey, actLog, members, phoneCountry, clock, policies: acting } = context
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
}
