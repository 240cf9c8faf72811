import type { StorageKey } from '@crosswatch/crypto'
import { type Connection, type Executor, insertRows } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { openTerms } from '../domain/record-view.ts'
import { factsOf, type RecordFacts } from '../search/record-facts.ts'
import { askedHashes, noteKnownOfficers } from './known-officers.ts'
import { purposesWithCase } from './rules.ts'
import { lookHour, numberTrace, personTrace, postLook, purposeDay, watched } from '../store/anomaly-schema.ts'
import { numbersOf, personsOf } from './traces.ts'

const batch = 1024

/**
 * Follows the log, in the order of its places, and keeps of each query what the rules need: numbers as keyed hashes, and
 * counts. Screenings of whole groups before departure are not traced: their papers are issued together.
 *
 * @returns whether there may be more
 */
export function watchLooks(
  { transaction }: Pick<Connection, 'transaction'>,
  storageKey: StorageKey,
): Promise<boolean> {
  return transaction(async (tx) => {
    const [progress] = await tx.select().from(watched).for('update')
    if (progress === undefined) return false
    const { rows } = await tx.execute<{ index: string; id: string; record: Buffer; key: Buffer | null }>(sql`
      select leaf.index, record.id, record.record, record_key.key
      from audit.leaf join audit.record on record.id = leaf.record_id
        left join audit.record_key on record_key.record_id = record.id
      where leaf.index >= ${progress.places}::bigint order by leaf.index limit ${batch}`)
    const last = rows.at(-1)
    if (last === undefined) return false
    const looks = rows.flatMap((row) => lookOf({ ...row, index: BigInt(row.index) }, storageKey))
    await insertRows(
      tx,
      numberTrace,
      looks.flatMap(({ numbers, ...look }) =>
        numbers.map(({ neighbourhood, number }) => ({
          neighbourhood: blind(storageKey, 'neighbourhood', neighbourhood),
          number: blind(storageKey, 'number', number),
          recordId: look.recordId,
          officer: look.officer,
          day: look.day,
          missed: look.missed,
        })),
      ),
      { skipConflicts: true },
    )
    await insertRows(
      tx,
      personTrace,
      looks.flatMap(({ persons, officer, authority, day, reference }) =>
        persons.map((person) => ({
          person: blind(storageKey, 'person', person),
          officer,
          authority,
          day,
          reference: reference === undefined ? null : blind(storageKey, 'reference', reference),
        })),
      ),
      { skipConflicts: true },
    )
    await noteKnownOfficers(tx, looks)
    await countPurposes(tx, looks)
    await countHours(tx, looks)
    await countPosts(tx, looks)
    await tx.update(watched).set({ places: Number(last.index) + 1 })
    return rows.length === batch
  })
}

interface Stored {
  readonly id: string
  readonly record: Buffer
  readonly index: bigint
  readonly key: Buffer | null
}

function lookOf(stored: Stored, storageKey: StorageKey) {
  const facts = factsOf(stored.record)
  const purpose = facts?.class.purpose
  if (facts?.class.operation !== 'query' || typeof purpose !== 'string') return []
  const terms = readable(() => openTerms(stored, storageKey))
  return [
    {
      recordId: stored.id,
      officer: facts.officer,
      authority: facts.class.authority,
      purpose,
      day: timeOf(stored.id).slice(0, 10),
      hour: Number(timeOf(stored.id).slice(11, 13)),
      quarter: quarterOf(timeOf(stored.id)),
      whereabouts: facts.whereabouts,
      missed: facts.class.outcome === 'none',
      referenced: terms?.reference !== undefined,
      uncased: purposesWithCase.has(purpose) && terms?.reference === undefined,
      reference: terms?.reference?.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ''),
      asked: askedHashes(storageKey, terms?.query),
      persons: purposesWithCase.has(purpose) ? personsOf(terms?.query) : [],
      numbers: purpose === 'pre-departure-screening' ? [] : numbersOf(terms?.query),
    },
  ]
}

/** Terms that do not open are the business of verification; the watch goes on. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ServiceError) return undefined
    throw error
  }
}

async function countPurposes(
  tx: Executor,
  looks: readonly {
    officer: string
    authority: string
    purpose: string
    day: string
    referenced: boolean
  }[],
): Promise<void> {
  const groups = Map.groupBy(looks, ({ officer, purpose, day }) => JSON.stringify([officer, purpose, day]))
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { officer, authority, purpose, day } = first
    const referenced = group.filter((look) => look.referenced).length
    return [{ officer, authority, purpose, day, looks: group.length, referenced }]
  })
  if (rows.length === 0) return
  await tx
    .insert(purposeDay)
    .values(rows)
    .onConflictDoUpdate({
      target: [purposeDay.officer, purposeDay.purpose, purposeDay.day],
      set: {
        looks: sql`${purposeDay.looks} + excluded.looks`,
        referenced: sql`${purposeDay.referenced} + excluded.referenced`,
      },
    })
}

async function countHours(
  tx: Executor,
  looks: readonly { officer: string; purpose: string; day: string; hour: number; missed: boolean }[],
): Promise<void> {
  const groups = Map.groupBy(looks, ({ officer, purpose, day, hour }) =>
    JSON.stringify([officer, purpose, day, hour]),
  )
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { officer, purpose, day, hour } = first
    const found = group.filter((look) => !look.missed).length
    return [{ officer, purpose, day, hour, looks: group.length, found }]
  })
  if (rows.length === 0) return
  await tx
    .insert(lookHour)
    .values(rows)
    .onConflictDoUpdate({
      target: [lookHour.officer, lookHour.purpose, lookHour.day, lookHour.hour],
      set: { looks: sql`${lookHour.looks} + excluded.looks`, found: sql`${lookHour.found} + excluded.found` },
    })
}

async function countPosts(
  tx: Executor,
  looks: readonly {
    officer: string
    day: string
    quarter: number
    whereabouts: RecordFacts['whereabouts']
  }[],
): Promise<void> {
  const placed = looks.flatMap(({ whereabouts, officer, day, quarter }) =>
    whereabouts === undefined ? [] : [{ officer, day, quarter, ...whereabouts }],
  )
  const groups = Map.groupBy(placed, ({ officer, day, quarter, post }) =>
    JSON.stringify([officer, day, quarter, post]),
  )
  const rows = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({ ...first, looks: group.length })),
  )
  if (rows.length === 0) return
  await tx
    .insert(postLook)
    .values(rows)
    .onConflictDoUpdate({
      target: [postLook.officer, postLook.day, postLook.quarter, postLook.post],
      set: { looks: sql`${postLook.looks} + excluded.looks`, away: sql`excluded.away` },
    })
}

/** Of the day, from 0 to 95. */
function quarterOf(time: string): number {
  return Number(time.slice(11, 13)) * 4 + Math.floor(Number(time.slice(14, 16)) / 15)
}

function blind(storageKey: StorageKey, purpose: string, value: string): bigint {
  return Buffer.from(storageKey.blindIndex(`audit/${purpose}`, value)).readBigInt64BE()
}

/** Ids carry their time (UUIDv7). */
function timeOf(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString()
}
