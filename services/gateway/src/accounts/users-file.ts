import { readFile } from 'node:fs/promises'
import { hashPassword, type StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import { closed, CountryCode, Role, ServiceError, text } from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { createAccount, existingNames, setMissingPosts } from './account-store.ts'
import { registerPersons } from './person-keys.ts'

/** What `hashPassword` may cost. */
export type PasswordCost = Parameters<typeof hashPassword>[1]

/** Who the officer is. Kept as keyed hashes only, so that a look for their own or a colleague's name can be noticed. */
const Person = closed({
  names: Type.Array(text(200), { minItems: 1, maxItems: 5 }),
  birthDate: Type.Optional(Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` })),
  documents: Type.Optional(
    Type.Array(closed({ number: text(60), country: Type.Optional(CountryCode) }), { maxItems: 5 }),
  ),
})

/** What an account may be, whoever makes or changes it. */
export const accountFields = {
  user: text(80),
  password: Type.String({ minLength: 8, maxLength: 200 }),
  roles: Type.Array(Role, { minItems: 1, maxItems: 7 }),
  authority: text(120),
  posts: Type.Array(text(80), { minItems: 1, maxItems: 20 }),
}

/** The launcher writes more into each line than is needed here. */
const UsersFile = Type.Array(
  Type.Object({
    ...accountFields,
    posts: Type.Optional(accountFields.posts),
    person: Type.Optional(Person),
  }),
)
export type UsersFile = Static<typeof UsersFile>

const check = Compile(UsersFile)

/**
 * Makes the accounts of a users file that do not exist yet. An account that exists stays as it is, whatever the file
 * says: the file is how a node begins, not how it is administered. Only who the officer is and where they work may be told later,
 * once.
 *
 * @throws {ServiceError} `invalid-configuration` if the file is not such a list
 */
export async function createMissingAccounts(
  { db, transaction }: Pick<Connection, 'db' | 'transaction'>,
  users: UsersFile,
  { storageKey, cost }: { readonly storageKey: Pick<StorageKey, 'blindIndex'>; readonly cost?: PasswordCost },
): Promise<void> {
  const existing = await existingNames(
    db,
    users.map(({ user }) => user),
  )
  for (const { user, password, roles, authority, posts = [] } of users) {
    if (existing.has(user)) continue
    const passwordHash = await hashPassword(password, cost)
    await createAccount(db, { name: user, passwordHash, roles, authority, posts })
  }
  for (const { user, posts = [] } of users) {
    if (existing.has(user) && posts.length > 0) await setMissingPosts(db, user, posts)
  }
  await transaction((tx) => registerPersons(tx, users, storageKey))
}

/** @throws {ServiceError} `invalid-configuration` if it is not such a list, or names a post that the node has not */
export async function readUsersFile(path: string, posts: ReadonlySet<string>): Promise<UsersFile> {
  const users: unknown = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch((cause: unknown) => {
      throw new ServiceError('invalid-configuration', {
        detail: 'CROSSWATCH_USERS_FILE cannot be read as JSON',
        cause,
      })
    })
  if (check.Check(users)) {
    const unknown = users.flatMap((user) => user.posts ?? []).find((post) => !posts.has(post))
    if (unknown === undefined) return users
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_USERS_FILE names the post ${unknown}, which CROSSWATCH_POSTS_FILE does not`,
    })
  }
  throw new ServiceError('invalid-configuration', {
    detail: 'CROSSWATCH_USERS_FILE is not a list of {user, password, roles, authority, posts, person}',
  })
}
