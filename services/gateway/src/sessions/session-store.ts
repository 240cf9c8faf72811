import type { Executor } from '@crosswatch/database'
import { and, eq, gt, lt, or } from 'drizzle-orm'
import type { Account } from '../accounts/account.ts'
import { session, user } from '../store/schema.ts'

/** The break-glass under which a session acts. */
export interface BreakGlassUse {
  readonly id: string
  readonly until: Date
}

export interface NewSession {
  readonly idHash: Uint8Array
  readonly userId: string
  readonly csrfSecret: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

export interface StoredSession {
  readonly account: Account
  readonly csrfSecret: string
  readonly lastSeenAt: Date
  readonly breakGlass: string | null
  readonly breakGlassUntil: Date | null
}

export async function insertSession(executor: Executor, row: NewSession): Promise<void> {
  await executor.insert(session).values(row)
}

/** The session that neither ended nor idled too long, of an account that is not disabled. */
export async function findSession(
  executor: Executor,
  idHash: Uint8Array,
  limits: { readonly now: Date; readonly seenAfter: Date },
): Promise<StoredSession | undefined> {
  const [row] = await executor
    .select({
      id: user.id,
      name: user.name,
      roles: user.roles,
      authority: user.authority,
      posts: user.posts,
      csrfSecret: session.csrfSecret,
      lastSeenAt: session.lastSeenAt,
      breakGlass: session.breakGlass,
      breakGlassUntil: session.breakGlassUntil,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(
      and(
        eq(session.idHash, idHash),
        eq(user.disabled, false),
        gt(session.expiresAt, limits.now),
        gt(session.lastSeenAt, limits.seenAfter),
      ),
    )
  if (row === undefined) return undefined
  const { csrfSecret, lastSeenAt, breakGlass, breakGlassUntil, ...account } = row
  return { account, csrfSecret, lastSeenAt, breakGlass, breakGlassUntil }
}

export async function touchSession(executor: Executor, idHash: Uint8Array, now: Date): Promise<void> {
  await executor.update(session).set({ lastSeenAt: now }).where(eq(session.idHash, idHash))
}

export async function setBreakGlass(
  executor: Executor,
  idHash: Uint8Array,
  use: BreakGlassUse | undefined,
): Promise<void> {
  await executor
    .update(session)
    .set({ breakGlass: use?.id ?? null, breakGlassUntil: use?.until ?? null })
    .where(eq(session.idHash, idHash))
}

export async function deleteSession(executor: Executor, idHash: Uint8Array): Promise<void> {
  await executor.delete(session).where(eq(session.idHash, idHash))
}

/** @returns how many there were, ended ones that nobody swept yet included */
export async function deleteSessionsOf(executor: Executor, userId: string): Promise<number> {
  const deleted = await executor
    .delete(session)
    .where(eq(session.userId, userId))
    .returning({ userId: session.userId })
  return deleted.length
}

export async function deleteEndedSessions(
  executor: Executor,
  limits: { readonly now: Date; readonly seenAfter: Date },
): Promise<void> {
  await executor
    .delete(session)
    .where(or(lt(session.expiresAt, limits.now), lt(session.lastSeenAt, limits.seenAfter)))
}
