import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { askedPersonKeys } from '@crosswatch/matching'
import { SubjectQuery } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
import { officerTrace } from '../store/anomaly-schema.ts'
import { isThere } from '../store/is-there.ts'

/** A look, as far as it matters whether it was for an officer. */
export interface NamedLook {
  readonly recordId: string
  readonly officer: string
  readonly authority: string
  readonly day: string
  /** Whether its purpose has cases and none was named. */
  readonly uncased: boolean
  /** Keyed hashes of who was asked for, in hexadecimal. */
  readonly asked: readonly string[]
}

const isQuery = Compile(SubjectQuery)

/** Who was asked for, hashed as the gateway hashes who its officers are (services/gateway, `person-keys.ts`). */
export function askedHashes(storageKey: StorageKey, query: unknown): string[] {
  if (!isQuery.Check(query)) return []
  return askedPersonKeys(query).map((key) =>
    Buffer.from(storageKey.blindIndex('officer', key)).toString('hex'),
  )
}

type Known = { key: string; name: string; authority: string; certain: boolean }

/** Keeps of these looks those for an officer of the same authority; of all others nothing is kept. */
export async function noteKnownOfficers(tx: Executor, looks: readonly NamedLook[]): Promise<void> {
  if (!(await isThere(tx, 'gateway.officers_of_keys'))) return
  const keys = [...new Set(looks.flatMap(({ asked }) => asked))]
  const { rows } = await tx.execute<Known>(sql`
    select encode(key, 'hex') as key, name, authority, certain
    from gateway.officers_of_keys(
      (select array_agg(decode(one, 'hex')) from unnest(${sql.param(keys)}::text[]) as one)
    )`)
  const known = Map.groupBy(rows, ({ key }) => key)
  for (const { asked, authority, officer, ...look } of looks) {
    const found = asked
      .flatMap((key) => known.get(key) ?? [])
      .filter((one) => one.name === officer || one.authority === authority)
    for (const [subject, agreeing] of Map.groupBy(found, ({ name }) => name)) {
      const { recordId, day, uncased } = look
      const certain = agreeing.some((one) => one.certain)
      await tx
        .insert(officerTrace)
        .values({ officer, subject, day, recordId, certain, uncased })
        .onConflictDoUpdate({
          target: [officerTrace.officer, officerTrace.subject, officerTrace.day],
          set: {
            recordId: sql`excluded.record_id`,
            certain: sql`${officerTrace.certain} or excluded.certain`,
            uncased: sql`${officerTrace.uncased} or excluded.uncased`,
          },
        })
    }
  }
}
