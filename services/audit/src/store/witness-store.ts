import type { Executor } from '@crosswatch/database'
import type { Checkpoint } from '@crosswatch/transparency'
import { and, eq, lte, sql } from 'drizzle-orm'
import { cosigned, equivocation, witnessed } from './witness-schema.ts'

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

/** What this node holds of every log that it witnesses. */
export async function readAllWitnessed(executor: Executor) {
  return executor.select().from(witnessed)
}

/**
 * Compare and swap: puts a checkpoint in the place of the one that it was compared with. Committed when it returns.
 *
 * @returns whether that one was still there
 */
export async function replaceWitnessed(
  executor: Executor,
  from: Checkpoint,
  to: Checkpoint,
  checkpoint: string,
): Promise<boolean> {
  const { origin, size, root } = to
  const row = { size, root, checkpoint, at: sql`now()` }
  const replaced = await executor
    .update(witnessed)
    .set(row)
    .where(and(eq(witnessed.origin, origin), eq(witnessed.size, from.size), eq(witnessed.root, from.root)))
    .returning({ size: witnessed.size })
  if (replaced.length === 1) return true
  if (from.size > 0n) return false
  const inserted = await executor
    .insert(witnessed)
    .values({ origin, ...row })
    .onConflictDoNothing()
    .returning({ size: witnessed.size })
  return inserted.length === 1
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
}

export async function replaceCosigned(executor: Executor, checkpoint: string, size: bigint): Promise<void> {
  await executor
    .update(cosigned)
    .set({ checkpoint, size, witnessedAt: sql`now()` })
    .where(lte(cosigned.size, size))
}

/** The newest checkpoint of this log with a quorum of cosignatures, and how long ago it was confirmed last. */
export async function readCosigned(executor: Executor) {
  const [row] = await executor
    .select({
      checkpoint: cosigned.checkpoint,
      size: cosigned.size,
      staleAfter: cosigned.staleAfter,
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
