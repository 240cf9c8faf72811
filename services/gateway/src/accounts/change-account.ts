import type { Connection, Transaction } from '@crosswatch/database'
import { type AccessTerms, ServiceError } from '@crosswatch/protocol'
import type { AccessLog } from '@crosswatch/service-kit'
import { deleteSessionsOf } from '../sessions/session-store.ts'
import {
  type AccountValues,
  createAccount,
  lockAccount,
  type StoredAccount,
  updateAccount,
} from './account-store.ts'

/** What is done to an account that is there. */
export type Change = 'disable' | 'enable' | 'set-password' | 'set-roles' | 'set-authority' | 'set-posts'

export interface AccountChange {
  /** Whose account. */
  readonly user: string
  /** Who does it, by the name of their own account. Nobody here proves that they are. */
  readonly by: string
  readonly change: Change
  readonly values: AccountValues
}

export interface NewAccount {
  readonly user: string
  readonly by: string
  readonly values: Required<Omit<AccountValues, 'disabled'>>
}

export interface AccountContext {
  readonly connection: Pick<Connection, 'transaction'>
  readonly accessLog: Pick<AccessLog, 'append'>
}

/** Sessions go on after the others: who is at which post is found anew at each request, and an enabled account has none. */
const endsSessions: ReadonlySet<Change> = new Set(['disable', 'set-password', 'set-roles', 'set-authority'])

/**
 * Changes an account, ends its sessions, and puts it on record, all in one transaction.
 *
 * @returns how many sessions ended
 * @throws {ServiceError} `rule-not-met` if there is no such account or nobody who does it; `not-recorded`
 */
export async function changeAccount(
  { connection, accessLog }: AccountContext,
  { user, by, change, values }: AccountChange,
): Promise<number> {
  if (change === 'disable' && user === by) {
    // Whoever changes an account has one, so there is always one left that can enable the others.
    throw new ServiceError('rule-not-met', {
      detail: 'nobody disables their own account: let a colleague do it',
    })
  }
  return connection.transaction(async (tx) => {
    const officer = await officerOf(tx, by)
    const before = await lockAccount(tx, user, 'update')
    if (before === undefined) throw noAccount(user)
    await updateAccount(tx, before.id, values)
    const ended = endsSessions.has(change) ? await deleteSessionsOf(tx, before.id) : 0
    await record(accessLog, tx, officer, {
      account: user,
      change,
      ...told('Before', before, values),
      ...told('After', values, values),
    })
    return ended
  })
}

/**
 * Makes an account, and puts it on record in the same transaction.
 *
 * @throws {ServiceError} `rule-not-met` if nobody does it or the name is taken; `not-recorded`
 */
export function addAccount(
  { connection, accessLog }: AccountContext,
  { user, by, values }: NewAccount,
): Promise<void> {
  return connection.transaction(async (tx) => {
    const officer = await officerOf(tx, by)
    if (!(await createAccount(tx, { name: user, ...values }))) {
      throw new ServiceError('rule-not-met', {
        detail: `there is an account ${user} already: change that one`,
      })
    }
    await record(accessLog, tx, officer, { account: user, change: 'add', ...told('After', values, values) })
  })
}

/** The account of whoever makes the change. It stays enabled until the change is made. */
async function officerOf(tx: Transaction, by: string): Promise<StoredAccount> {
  const officer = await lockAccount(tx, by, 'share')
  if (officer === undefined) throw noAccount(by)
  if (!officer.disabled) return officer
  throw new ServiceError('rule-not-met', { detail: `the account ${by} is disabled and changes nothing` })
}

function noAccount(name: string): ServiceError {
  return new ServiceError('rule-not-met', { detail: `there is no account ${name}: see \`list\`` })
}

/**
 * What a record tells of a change: the values before or after it by names such as `rolesBefore`. What a password is checked against is
 * never among them: that there is another one, the kind of the change says.
 */
function told(
  when: 'Before' | 'After',
  { roles, authority, posts, disabled }: AccountValues,
  changed: AccountValues,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ roles, authority, posts, disabled })
      .filter(([name]) => name in changed)
      .map(([name, value]) => [name + when, value]),
  )
}

async function record(
  accessLog: AccountContext['accessLog'],
  tx: Transaction,
  { name, authority, roles }: StoredAccount,
  query: NonNullable<AccessTerms['query']>,
): Promise<void> {
  await accessLog.append(tx, [
    {
      operation: 'account.change',
      officer: name,
      authority,
      roles: [...roles],
      terms: { query },
      outcome: 'done',
    },
  ])
}
