import type { Connection, Executor } from '@crosswatch/database'
import { reviewKinds, roles, type Overview } from '@crosswatch/protocol'
import { count, isNull, min, sql } from 'drizzle-orm'
import { firstIdAt } from '../search/search-records.ts'
import { legalHold } from '../store/retention-schema.ts'
import { review } from '../store/review-schema.ts'
import { isThere } from '../store/is-there.ts'
import { cosigned, cosignerSeen, equivocation, witnessed } from '../store/witness-schema.ts'

/** An account that nobody used for so long is one too many. */
const idleDays = 90

/** How the supervision of this node stands now, from this service's tables and what the others say of theirs. */
export function readOverview({ transaction }: Pick<Connection, 'transaction'>, now: Date): Promise<Overview> {
  return transaction(
    async (tx) => ({
      at: now.toISOString(),
      accounts: await countAccounts(tx, now),
      idleDays,
      reviews: await openReviews(tx),
      erasures: await overdue(tx, 'consent.overdue_erasures', now),
      disputes: await overdue(tx, 'alerts.overdue_disputes', now),
      witnesses: await readWitnesses(tx, now),
      holds: await tx.$count(legalHold, isNull(legalHold.liftedAt)),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Accounts by role and authority. Who has not signed in is told by the log. */
async function countAccounts(tx: Executor, now: Date): Promise<Overview['accounts']> {
  if (!(await isThere(tx, 'gateway.accounts'))) return []
  const since = new Date(now.getTime() - idleDays * 86_400_000).toISOString()
  const { rows } = await tx.execute<{ role: string; authority: string; accounts: number; idle: number }>(sql`
    select role, authority, count(*)::int as accounts, (count(*) filter (where not signed_in))::int as idle
    from (
      select jsonb_array_elements_text(roles) as role, authority, exists (
        select from audit.officer
          join audit.look on look.officer = officer.number and look.record_id >= ${firstIdAt(since)}::uuid
          join audit.access_class on access_class.number = look.class
        where officer.name = account.name and access_class.operation = 'sign-in'
      ) or created_at > ${since}::timestamptz as signed_in
      from gateway.accounts() as account
    ) as used
    group by role, authority
    order by authority`)
  return roles.flatMap((role) =>
    rows
      .filter((row) => row.role === role)
      .map(({ authority, accounts, idle }) => ({ role, authority, accounts, idle })),
  )
}

async function openReviews(tx: Executor): Promise<Overview['reviews']> {
  const rows = await tx
    .select({ kind: review.kind, open: count(), oldest: min(review.openedAt) })
    .from(review)
    .where(isNull(review.verdict))
    .groupBy(review.kind)
  return reviewKinds.map((kind) => {
    const found = rows.find((row) => row.kind === kind)
    return { kind, open: found?.open ?? 0, oldest: found?.oldest?.toISOString() ?? null }
  })
}

type Due = 'consent.overdue_erasures' | 'alerts.overdue_disputes'

async function overdue(tx: Executor, name: Due, now: Date): Promise<Overview['erasures']> {
  if (!(await isThere(tx, name))) return { overdue: 0, oldest: null }
  const { rows } = await tx.execute<{ overdue: number; oldest: string | null }>(
    sql`select overdue::int, oldest from ${sql.raw(name)}(${now.toISOString()}::timestamptz)`,
  )
  const [row] = rows
  const oldest = row?.oldest ?? null
  return { overdue: row?.overdue ?? 0, oldest: oldest === null ? null : new Date(oldest).toISOString() }
}

async function readWitnesses(tx: Executor, now: Date): Promise<Overview['witnesses']> {
  const [own] = await tx.select().from(cosigned)
  const cosigners = await tx.select().from(cosignerSeen).orderBy(cosignerSeen.name)
  const logs = await tx
    .select({ origin: witnessed.origin, at: witnessed.at })
    .from(witnessed)
    .orderBy(witnessed.origin)
  const [lying] = await tx
    .select({ logs: sql<number>`count(distinct ${equivocation.origin})::int` })
    .from(equivocation)
  return {
    confirmedAt: own?.witnessedAt.toISOString() ?? null,
    stale: own !== undefined && now.getTime() > own.witnessedAt.getTime() + own.staleAfter * 1000,
    cosigners: cosigners.map(({ name, at, size }) => ({
      name,
      cosignedAt: at?.toISOString() ?? null,
      size: size === null ? null : Number(size),
    })),
    logs: logs.map(({ origin, at }) => ({ origin, at: at.toISOString() })),
    equivocations: lying?.logs ?? 0,
  }
}
