import { verifyPassword } from '@crosswatch/crypto'
import type { Connection, Transaction } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import type { AccessLog, AccessRecordInput } from '@crosswatch/service-kit'
import { findAccount, lockAccount, type StoredAccount } from './account-store.ts'
import type { Account } from './account.ts'
import type { Posts } from './posts.ts'
import { TooManyAttempts, type Attempt, type CountedAttempt, type Throttle } from './throttle.ts'

export interface SignInContext {
  readonly connection: Pick<Connection, 'db' | 'transaction'>
  readonly accessLog: Pick<AccessLog, 'append'>
  readonly throttle: Throttle
  readonly posts: Pick<Posts, 'whereabouts'>
  /** Checked where there is no account, so that it takes the same time. Nobody knows its password. */
  readonly decoyHash: string
}

export interface Credentials extends Attempt {
  readonly password: string
}

/**
 * Signs somebody in: checks the password, writes the access record, and does `work` in the same transaction.
 *
 * An unknown user, a wrong password and a disabled account get the same answer after the same work. An account that is disabled
 * or gets another password while the old one is being checked signs nobody in.
 *
 * @throws {ServiceError} `sign-in-refused`, `too-many-requests` or `not-recorded`
 */
export async function signIn<T>(
  context: SignInContext,
  credentials: Credentials,
  work: (account: Account, tx: Transaction) => Promise<T>,
): Promise<T> {
  const { connection, accessLog, throttle } = context
  const refuse = async (record: AccessRecordInput, error: ServiceError): Promise<never> => {
    await connection.transaction((tx) => accessLog.append(tx, [record]))
    throw error
  }
  const refuseSignIn = (account: StoredAccount | undefined) => {
    const error = new ServiceError('sign-in-refused')
    return refuse(refusal(context, credentials, account, account?.disabled ? 'disabled' : error.code), error)
  }

  let attempt: CountedAttempt
  try {
    attempt = throttle.begin(credentials)
  } catch (error) {
    if (!(error instanceof TooManyAttempts) || !error.first) throw error
    return refuse(refusal(context, credentials, undefined, error.code), error)
  }
  const { account, matches } = await checkPassword(context, credentials).catch((error: unknown) => {
    attempt.release()
    throw error
  })
  if (account === undefined || account.disabled || !matches) return refuseSignIn(account)

  // Whoever knows the password does not guess, whatever becomes of the transaction.
  attempt.release()
  const signedIn = await connection.transaction(async (tx) => {
    const current = await lockAccount(tx, account.name, 'share')
    if (current === undefined || current.disabled || current.passwordHash !== account.passwordHash) {
      return { refused: current }
    }
    const { id, name, roles, authority, posts } = current
    const whereabouts = context.posts.whereabouts(current, credentials.address)
    await accessLog.append(tx, [
      { operation: 'sign-in', officer: name, authority, roles: [...roles], ...whereabouts, outcome: 'done' },
    ])
    return { result: await work({ id, name, roles, authority, posts }, tx) }
  })
  return 'result' in signedIn ? signedIn.result : refuseSignIn(signedIn.refused)
}

/** The account of that name, and whether this is its password: the same work whether there is one or not. */
async function checkPassword(
  { connection, decoyHash }: Pick<SignInContext, 'connection' | 'decoyHash'>,
  { user, password }: Credentials,
): Promise<{ readonly account: StoredAccount | undefined; readonly matches: boolean }> {
  const account = await findAccount(connection.db, user)
  return { account, matches: await verifyPassword(password, account?.passwordHash ?? decoyHash) }
}

/**
 * The record of a refusal. What was typed as the name of an account that does not exist may be anything, a password
 * included, so it stands in the encrypted terms only.
 */
function refusal(
  { posts }: Pick<SignInContext, 'posts'>,
  { user, address }: Credentials,
  account: StoredAccount | undefined,
  reason: string,
): AccessRecordInput {
  const who =
    account === undefined
      ? { officer: 'system:gateway', authority: 'unknown', roles: [] }
      : {
          officer: account.name,
          authority: account.authority,
          roles: [...account.roles],
          ...posts.whereabouts(account, address),
        }
  return {
    operation: 'sign-in.refused',
    ...who,
    terms: { query: { ...(account === undefined ? { user } : {}), address } },
    outcome: 'denied',
    reason,
  }
}
