import { parseArgs } from 'node:util'
import { Role, roles as allRoles } from '@crosswatch/protocol'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { AccountValues } from './account-store.ts'
import type { Change } from './change-account.ts'
import { accountFields } from './users-file.ts'

export const accountHelp = `crosswatch gateway account: who may sign in at this node, with the configuration of its gateway

  account.ts list
  account.ts disable USER --by NAME
  account.ts enable USER --by NAME
  account.ts set-password USER [--password-file FILE] --by NAME
  account.ts set-roles USER ROLE... --by NAME
  account.ts set-authority USER AUTHORITY --by NAME
  account.ts set-posts USER POST... --by NAME
  account.ts add USER --authority AUTHORITY --roles ROLE... [--posts POST]... [--password-file FILE] --by NAME

  --by NAME             whose hand it is: the name of an account of this node; it stands in the access log
  --password-file FILE  the password, 8 to 200 characters; without it one is made and printed, this once
  ROLE                  ${allRoles.join(', ')}
  POST                  as CROSSWATCH_POSTS_FILE names it`

/** What was typed cannot be done as typed. The message never repeats what may be a password in the wrong place. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What the arguments ask for. */
export type AccountCommand = { readonly kind: 'list' } | ChangeCommand | AddCommand

interface ForAccount {
  readonly user: string
  readonly by: string
}

export interface ChangeCommand extends ForAccount {
  readonly kind: Change
  /** What becomes of the account, but for its password. */
  readonly values: AccountValues
  readonly passwordFile?: string | undefined
}

export interface AddCommand extends ForAccount {
  readonly kind: 'add'
  readonly values: Required<Pick<AccountValues, 'roles' | 'authority' | 'posts'>>
  readonly passwordFile: string | undefined
}

const options = {
  by: { type: 'string' },
  authority: { type: 'string' },
  roles: { type: 'string', multiple: true },
  posts: { type: 'string', multiple: true },
  'password-file': { type: 'string' },
} as const

/** What else than `--by` a command takes. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  'set-password': ['password-file'],
  add: ['authority', 'roles', 'posts', 'password-file'],
}

/**
 * Reads the arguments by the rules of a users file. Which posts the node has, they do not say: `assertPosts`.
 *
 * @throws {UsageError}
 */
export function readAccountCommand(args: readonly string[]): AccountCommand {
  const { values, positionals } = parse(args)
  const [kind = '', user, ...rest] = positionals
  refuseOptions(kind, Object.keys(values))
  if (kind === 'list') {
    nothingElse(positionals.slice(1), 'list takes no arguments')
    return { kind }
  }
  const asked = () => ({ user: named(user, 'USER'), by: named(values.by, '--by NAME') })
  const passwordFile = values['password-file']
  switch (kind) {
    case 'disable':
    case 'enable':
      nothingElse(rest, `${kind} takes one USER`)
      return { ...asked(), kind, values: { disabled: kind === 'disable' } }
    case 'set-password':
      nothingElse(rest, 'set-password takes one USER; a password is never an argument, see --password-file')
      return { ...asked(), kind, values: {}, passwordFile }
    case 'set-roles':
      return { ...asked(), kind, values: { roles: rolesOf(rest) } }
    case 'set-authority':
      nothingElse(rest.slice(1), 'set-authority takes one AUTHORITY; put it in quotation marks')
      return { ...asked(), kind, values: { authority: authorityOf(rest[0]) } }
    case 'set-posts':
      return { ...asked(), kind, values: { posts: postsOf(rest) } }
    case 'add': {
      // `--roles A B`: what follows the first role stands by itself.
      const roles = rolesOf([...(values.roles ?? []), ...rest])
      const authority = authorityOf(values.authority)
      const own = values.posts === undefined ? [] : postsOf(values.posts)
      return { ...asked(), kind, values: { roles, authority, posts: own }, passwordFile }
    }
    default:
      throw new UsageError(kind === '' ? 'say what to do' : 'there is no such command')
  }
}

/** @throws {UsageError} for what no account may have as its password */
export function assertPassword(password: string): void {
  fitting(accountFields.password, password, 'a password has 8 to 200 characters')
}

/** @throws {UsageError} for a post that the node has not */
export function assertPosts({ posts = [] }: AccountValues, known: ReadonlySet<string>): void {
  const unknown = posts.find((post) => !known.has(post))
  if (unknown !== undefined) throw new UsageError(`CROSSWATCH_POSTS_FILE does not name the post ${unknown}`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError('there is an option that no command takes, or one without its value', { cause })
  }
}

function refuseOptions(kind: string, given: readonly string[]): void {
  const taken = kind === 'list' ? [] : ['by', ...(optionsOf[kind] ?? [])]
  const wrong = given.find((name) => !taken.includes(name))
  if (wrong !== undefined) throw new UsageError(`--${wrong} does not belong to this command`)
}

function nothingElse(rest: readonly string[], problem: string): void {
  if (rest.length > 0) throw new UsageError(problem)
}

function named(name: string | undefined, what: string): string {
  return fitting(accountFields.user, name, `${what} is missing, or is no name of an account`)
}

function authorityOf(authority: string | undefined): string {
  return fitting(accountFields.authority, authority, 'an authority of 1 to 120 characters is missing')
}

function rolesOf(given: readonly string[]): Static<typeof accountFields.roles> {
  for (const role of given) fitting(Role, role, `${role} is no role; there are ${allRoles.join(', ')}`)
  return fitting(accountFields.roles, given, 'name 1 to 7 roles')
}

function postsOf(given: readonly string[]): Static<typeof accountFields.posts> {
  return fitting(accountFields.posts, given, 'name 1 to 20 posts')
}

function fitting<S extends TSchema>(schema: S, value: unknown, problem: string): Static<S> {
  const check = Compile(schema)
  if (check.Check(value)) return value
  throw new UsageError(problem)
}
