import type { Executor, Transaction } from '@crosswatch/database'
import { newUuid } from '@crosswatch/protocol'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { user } from '../store/schema.ts'
import type { Account } from './account.ts'

/** An account with what its password is checked against. */
export interface StoredAccount extends Account {
  readonly passwordHash: string
  readonly disabled: boolean
}

/** What of an account may become something else. Its name stands in the access log, so that stays. */
export type AccountValues = Partial<Omit<StoredAccount, 'id' | 'name'>>

export async function findAccount(executor: Executor, name: string): Promise<StoredAccount | undefined> {
  const [row] = await executor.select().from(user).where(eq(user.name, name))
  return row
}

/**
 * The account as it stays until the transaction ends: with `share` for all who rely on it side by side, with `update` for the one
 * who changes it.
 */
export async function lockAccount(
  tx: Transaction,
  name: string,
  strength: 'share' | 'update',
): Promise<StoredAccount | undefined> {
  const [row] = await tx.select().from(user).where(eq(user.name, name)).for(strength)
  return row
}

/** Every account by its name, without what its password is checked against. */
export async function listAccounts(executor: Executor) {
  const { name, roles, authority, posts, disabled, createdAt } = user
  return executor
    .select({ user: name, roles, authority, posts, disabled, createdAt })
    .from(user)
    .orderBy(asc(name))
}

/** Which of these names have an account. */
export async function existingNames(executor: Executor, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await executor
    .select({ name: user.name })
    .from(user)
    .where(inArray(user.name, [...names]))
  return new Set(rows.map(({ name }) => name))
}

/** Tells where the officer of an account works of which nobody said it yet. */
export async function setMissingPosts(
  executor: Executor,
  name: string,
  posts: readonly string[],
): Promise<void> {
  await executor
    .update(user)
    .set({ posts })
    .where(and(eq(user.name, name), sql`${user.posts} = '[]'::jsonb`))
}

/**
 * Another process may have made the same account a moment ago: that one stays.
 *
 * @returns whether there was none
 */
export async function createAccount(
  executor: Executor,
  account: Omit<StoredAccount, 'id' | 'disabled'>,
): Promise<boolean> {
  const made = await executor
    .insert(user)
    .values({ id: newUuid(), ...account })
    .onConflictDoNothing({ target: user.name })
    .returning({ id: user.id })
  return made.length > 0
}

export async function updateAccount(executor: Executor, id: string, values: AccountValues): Promise<void> {
  await executor.update(user).set(values).where(eq(user.id, id))
}
