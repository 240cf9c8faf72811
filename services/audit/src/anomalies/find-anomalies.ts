import type { Connection, Executor } from '@crosswatch/database'
import { newUuid } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  lookHour,
  numberTrace,
  officerTrace,
  personTrace,
  postLook,
  purposeDay,
} from '../store/anomaly-schema.ts'
import { review } from '../store/review-schema.ts'
import { clusterOfficers, findClusters, findLooksOutsidePost, type PersonLook } from './company.ts'
import { findFewFindings, findLooksOutsideShift, type HourLooks } from './habits.ts'
import { findOfficerNames, type OfficerNameLooks } from './officer-names.ts'
import { type Crossings, findLooksAwayFromPost, findTwoPosts, type PostDay } from './posts.ts'
import {
  type Anomaly,
  denseNumbers,
  findEnumeration,
  findPurposesWithoutCase,
  type NeighbourhoodLooks,
  type PurposeLooks,
  watchedDays,
} from './rules.ts'

/**
 * Applies the rules to what was watched, forgets what is older, and puts what it finds into the queue of reviews: for each
 * officer and rule once a month, and for each colleague whose name was looked for.
 *
 * @returns how many are new
 */
export function findAnomalies({ transaction }: Pick<Connection, 'transaction'>, now: Date): Promise<number> {
  return transaction(async (tx) => {
    const since = new Date(now.getTime() - watchedDays * 86_400_000).toISOString().slice(0, 10)
    await tx.delete(numberTrace).where(sql`${numberTrace.day} < ${since}`)
    await tx.delete(personTrace).where(sql`${personTrace.day} < ${since}`)
    await tx.delete(officerTrace).where(sql`${officerTrace.day} < ${since}`)
    await tx.delete(purposeDay).where(sql`${purposeDay.day} < ${since}`)
    await tx.delete(lookHour).where(sql`${lookHour.day} < ${since}`)
    await tx.delete(postLook).where(sql`${postLook.day} < ${since}`)
    const byHour = await hours(tx)
    const byPurpose = await purposes(tx)
    const found = [
      ...findEnumeration(await denseNeighbourhoods(tx)),
      ...findPurposesWithoutCase(byPurpose),
      ...findLooksOutsidePost(byPurpose.filter(({ authority }) => authority !== '')),
      ...findOfficerNames(await officerNames(tx), byPurpose),
      ...findClusters(await sharedPersons(tx)),
      ...findLooksOutsideShift(byHour),
      ...findFewFindings(byHour),
      ...findLooksAwayFromPost(await postDays(tx)),
      ...findTwoPosts(await crossings(tx)),
    ]
    let added = 0
    for (const anomaly of found) added += await queue(tx, anomaly, now)
    return added
  })
}

type Dense = { -readonly [field in keyof NeighbourhoodLooks]: NeighbourhoodLooks[field] }
type Names = { -readonly [field in keyof OfficerNameLooks]: OfficerNameLooks[field] }
type Hours = { -readonly [field in keyof HourLooks]: HourLooks[field] }
type Persons = { -readonly [field in keyof PersonLook]: PersonLook[field] }
type PostDays = { -readonly [field in keyof PostDay]: PostDay[field] }
type Crossed = { -readonly [field in keyof Crossings]: Crossings[field] }
type Purposes = { -readonly [field in keyof PurposeLooks]: PurposeLooks[field] }

async function denseNeighbourhoods(tx: Executor): Promise<Dense[]> {
  const { rows } = await tx.execute<Dense>(sql`
    select neighbourhood::text, officer, count(distinct number)::int as numbers,
      count(*)::int as looks, (count(*) filter (where missed))::int as misses
    from audit.number_trace
    where neighbourhood in (
      select neighbourhood from audit.number_trace group by neighbourhood having count(distinct number) >= ${denseNumbers}
    )
    group by neighbourhood, officer`)
  return rows
}

async function purposes(tx: Executor): Promise<Purposes[]> {
  const { rows } = await tx.execute<Purposes>(sql`
    select officer, max(authority) as authority, purpose, sum(looks)::int as looks, sum(referenced)::int as referenced
    from audit.purpose_day group by officer, purpose`)
  return rows
}

async function sharedPersons(tx: Executor): Promise<Persons[]> {
  const { rows } = await tx.execute<Persons>(sql`
    select distinct person::text, authority, officer, reference::text from audit.person_trace
    where (person, authority) in (
      select person, authority from audit.person_trace
      group by person, authority having count(distinct officer) >= ${clusterOfficers}
    )`)
  return rows
}

async function officerNames(tx: Executor): Promise<Names[]> {
  const { rows } = await tx.execute<Names>(sql`
    select officer, subject, count(*)::int as days, (count(*) filter (where certain))::int as certain,
      (count(*) filter (where uncased))::int as uncased, max(record_id::text) as record
    from audit.officer_trace group by officer, subject`)
  return rows
}

async function hours(tx: Executor): Promise<Hours[]> {
  const { rows } = await tx.execute<Hours>(sql`
    select officer, purpose, hour, array_agg(day - date '1970-01-01') as days, sum(looks)::int as looks,
      sum(found)::int as found
    from audit.look_hour group by officer, purpose, hour`)
  return rows
}

/** Of whoever looked from a post that is not theirs. */
async function postDays(tx: Executor): Promise<PostDays[]> {
  const { rows } = await tx.execute<PostDays>(sql`
    select officer, day::text, post, away, sum(looks)::int as looks from audit.post_look
    where officer in (select officer from audit.post_look where away)
    group by officer, day, post, away`)
  return rows
}

async function crossings(tx: Executor): Promise<Crossed[]> {
  const { rows } = await tx.execute<Crossed>(sql`
    select officer, count(*)::int as quarters from (
      select officer from audit.post_look where post <> '' group by officer, day, quarter having count(*) > 1
    ) as crossed
    group by officer`)
  return rows
}

async function queue(
  tx: Executor,
  { rule, officer, reason, subject, record }: Anomaly,
  now: Date,
): Promise<number> {
  const cause = [
    rule,
    now.toISOString().slice(0, 7),
    officer,
    ...(subject === undefined ? [] : [subject]),
  ].join(' ')
  if (record !== undefined && (await isFound(tx, rule, officer, record))) return 0
  // One look can show two findings; the second is told without it.
  const recordId =
    record === undefined
      ? null
      : sql`(select ${record}::uuid where not exists (select from audit.review where kind = 'anomaly' and record_id = ${record}::uuid))`
  const rows = await tx
    .insert(review)
    .values({ id: newUuid(), kind: 'anomaly', officer, recordId, reason, cause, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: review.id })
  return rows.length
}

/** Whether this look was told for the same reason before, in another month. */
async function isFound(
  tx: Executor,
  rule: Anomaly['rule'],
  officer: string,
  record: string,
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from audit.review
    where kind = 'anomaly' and record_id = ${record}::uuid and officer = ${officer} and split_part(cause, ' ', 1) = ${rule}`)
  return rows.length > 0
}
