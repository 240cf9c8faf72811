import { readFile } from 'node:fs/promises'
import { hashPassword } from '@crosswatch/crypto'
import type { Database } from '@crosswatch/database'
import { Role, ServiceError, text } from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { createAccount, existingNames } from './account-store.ts'

/** What `hashPassword` may cost. */
export type PasswordCost = Parameters<typeof hashPassword>[1]

/** The launcher writes more into each line than is needed here. */
const UsersFile = Type.Array(
  Type.Object({
    user: text(80),
    password: Type.String({ minLength: 8, maxLength: 200 }),
    roles: Type.Array(Role, { minItems: 1, maxItems: 7 }),
    authority: text(120),
  }),
)
export type UsersFile = Static<typeof UsersFile>

const check = Compile(UsersFile)

/**
 * Makes the accounts of a users file that do not exist yet. An account that exists stays as it is, whatever the file
 * says: the file is how a node begins, not how it is administered.
 *
 * @throws {ServiceError} `invalid-configuration` if the file is not such a list
 */
export async function createMissingAccounts(
  db: Database,
  users: UsersFile,
  cost?: PasswordCost,
): Promise<void> {
  const existing = await existingNames(
    db,
    users.map(({ user }) => user),
  )
  for (const { user, password, roles, authority } of users.filter((entry) => !existing.has(entry.user))) {
    const passwordHash = await hashPassword(password, cost)
    await createAccount(db, { name: user, passwordHash, roles, authority })
  }
}

export async function readUsersFile(path: string): Promise<UsersFile> {
  const users: unknown = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch((cause: unknown) => {
      throw new ServiceError('invalid-configuration', {
        detail: 'CROSSWATCH_USERS_FILE cannot be read as JSON',
        cause,
      })
    })
  if (check.Check(users)) return users
  throw new ServiceError('invalid-configuration', {
    detail: 'CROSSWATCH_USERS_FILE is not a list of {user, password, roles, authority}',
  })
}
