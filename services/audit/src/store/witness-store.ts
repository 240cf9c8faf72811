import type { Executor } from '@crosswatch/database'
import type { WitnessStore } from '@crosswatch/transparency'
import { and, eq, lte, notInArray, sql } from 'drizzle-orm'
import { cosigned, cosignerSeen, equivocation, witnessed } from './witness-schema.ts'

/** What every root said about its keys, in the order of the feeds. Granted by the exchange. */
export async function readKeyStatements(executor: Executor) {
  const { rows } = await executor.execute<{ issuer: string; envelope: Buffer }>(
    sql`select issuer, envelope from exchange.key_statements()`,
  )
  return rows
}

/** The checkpoint of another log that this node cosigned last. */
export async function readWitnessed(executor: Executor, origin: string) {
  const [row] = await executor.select().from(witnessed).where(eq(witnessed.origin, origin))
  return row
}

/** What this node cosigned last of the others' logs, for its witness. */
export function witnessStore(executor: Executor): WitnessStore {
  return {
    read: (origin) => readWitnessed(executor, origin),
    async replace(from, { origin, size, root }, checkpoint) {
      const row = { size, root, checkpoint, at: sql`now()` }
      const replaced = await executor
        .update(witnessed)
        .set(row)
        .where(
          and(eq(witnessed.origin, origin), eq(witnessed.size, from.size), eq(witnessed.root, from.root)),
        )
        .returning({ size: witnessed.size })
      if (replaced.length === 1) return true
      if (from.size > 0n) return false
      const inserted = await executor
        .insert(witnessed)
        .values({ origin, ...row })
        .onConflictDoNothing()
        .returning({ size: witnessed.size })
      return inserted.length === 1
    },
  }
}

/** What this node holds of every log that it witnesses. */
export async function readAllWitnessed(executor: Executor) {
  return executor.select().from(witnessed)
}

/** From now on this log is witnessed. What is known of earlier cosignatures stays. */
export async function beginWitnessing(executor: Executor, staleAfter: number): Promise<void> {
  await executor
    .insert(cosigned)
    .values({ staleAfter })
    .onConflictDoUpdate({ target: cosigned.id, set: { staleAfter } })
}

/** Nobody is asked any more: nothing waits for cosignatures. */
export async function endWitnessing(executor: Executor): Promise<void> {
  await executor.delete(cosigned)
  await executor.delete(cosignerSeen)
}

/**
 * Keeps a checkpoint that a quorum has cosigned, and what the times of the cosignatures say of this database's clock: it
 * counts as right while at least half of the witnesses agree with it.
 *
 * @param times seconds since 1970, one for each witness, a moment ago
 */
export async function replaceCosigned(
  executor: Executor,
  {
    checkpoint,
    size,
    times,
  }: { readonly checkpoint: string; readonly size: bigint; readonly times: readonly bigint[] },
): Promise<void> {
  const clockAhead = sql`(
    select ahead from (
      select extract(epoch from clock_timestamp()) - time as ahead
      from unnest(${sql.param(times.map(String))}::bigint[]) as given(time)
    ) as told
    order by abs(ahead) offset ${Math.floor((times.length - 1) / 2)} limit 1
  )`
  await executor
    .update(cosigned)
    .set({ checkpoint, size, witnessedAt: sql`now()`, clockAhead })
    .where(lte(cosigned.size, size))
}

/** Notes who was asked to cosign a checkpoint of this size, and who did. Whoever is asked no more is forgotten. */
export async function noteCosigners(
  executor: Executor,
  size: bigint,
  asked: readonly { readonly name: string; readonly cosigned: boolean }[],
): Promise<void> {
  if (asked.length > 0) {
    await executor
      .insert(cosignerSeen)
      .values(asked.map(({ name, cosigned: did }) => ({ name, ...(did && { at: sql`now()`, size }) })))
      .onConflictDoUpdate({
        target: cosignerSeen.name,
        set: {
          at: sql`coalesce(excluded.at, ${cosignerSeen.at})`,
          size: sql`coalesce(excluded.size, ${cosignerSeen.size})`,
        },
      })
  }
  const names = asked.map(({ name }) => name)
  await executor.delete(cosignerSeen).where(notInArray(cosignerSeen.name, names))
}

/** The newest checkpoint of this log with a quorum of cosignatures, and how long ago it was confirmed last. */
export async function readCosigned(executor: Executor) {
  const [row] = await executor
    .select({
      checkpoint: cosigned.checkpoint,
      size: cosigned.size,
      staleAfter: cosigned.staleAfter,
      clockAhead: cosigned.clockAhead,
      ageSeconds: sql<number>`extract(epoch from clock_timestamp() - ${cosigned.witnessedAt})::float8`,
    })
    .from(cosigned)
  return row
}

export async function insertEquivocation(
  executor: Executor,
  found: { readonly origin: string; readonly id: Uint8Array; readonly evidence: string },
): Promise<void> {
  await executor.insert(equivocation).values(found).onConflictDoNothing()
}

/** Evidence against every log, one piece for each: more prove no more. */
export async function readEquivocations(executor: Executor) {
  return executor
    .selectDistinctOn([equivocation.origin], {
      origin: equivocation.origin,
      evidence: equivocation.evidence,
      foundAt: equivocation.foundAt,
    })
    .from(equivocation)
    .orderBy(equivocation.origin, equivocation.foundAt)
}
