import type { Executor } from '@crosswatch/database'
import { newUuid } from '@crosswatch/protocol'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { user } from '../store/schema.ts'
import type { Account } from './account.ts'

/** An account with what its password is checked against. */
export interface StoredAccount extends Account {
  readonly passwordHash: string
  readonly disabled: boolean
}

export async function findAccount(executor: Executor, name: string): Promise<StoredAccount | undefined> {
  const [row] = await executor.select().from(user).where(eq(user.name, name))
  return row
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

/** Another process may have made the same account a moment ago: that one stays. */
export async function createAccount(
  executor: Executor,
  account: Omit<StoredAccount, 'id' | 'disabled'>,
): Promise<void> {
  await executor
    .insert(user)
    .values({ id: newUuid(), ...account })
    .onConflictDoNothing({ target: user.name })
}
