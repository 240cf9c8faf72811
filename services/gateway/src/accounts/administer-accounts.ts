import { readFile } from 'node:fs/promises'
import { CryptoError, hashPassword, loadKeyFile, randomBytes, storageKeyFrom } from '@crosswatch/crypto'
import { type Connection, connectDatabase, databaseErrorCode } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { createAccessLog, loadConfig, type ServiceProcess, toServiceError } from '@crosswatch/service-kit'
import { version } from '../app.ts'
import { GatewayConfig } from '../config.ts'
import {
  type AccountCommand,
  accountHelp,
  type AddCommand,
  assertPassword,
  assertPosts,
  type ChangeCommand,
  readAccountCommand,
  UsageError,
} from './account-command.ts'
import { listAccounts } from './account-store.ts'
import { type AccountContext, addAccount, changeAccount } from './change-account.ts'
import { readPostsFile } from './posts.ts'

/**
 * The whole of `account.ts`: does what its arguments ask for and prints it, a line of JSON for each account.
 *
 *     {"user":"xa-analyst","done":"set-password","endedSessions":1,"password":"k3v9x-..."}     the password only if it was made here
 *
 * @returns the exit code: 2 for wrong arguments or a wrong configuration, 1 for what cannot be done; then nothing was changed
 */
export async function administerAccounts({ args, env, print, complain }: ServiceProcess): Promise<number> {
  if (args.includes('--help')) {
    print(accountHelp)
    return 0
  }
  try {
    const command = readAccountCommand(args)
    for (const line of await administer(command, loadConfig(GatewayConfig, env))) print(JSON.stringify(line))
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`crosswatch gateway: ${error.message}; --help shows what there is.`)
      return 2
    }
    if (!(error instanceof ServiceError || error instanceof CryptoError)) throw error
    complain(`crosswatch gateway: ${error.message}`)
    return error instanceof ServiceError && error.code === 'invalid-configuration' ? 2 : 1
  }
}

async function administer(command: AccountCommand, config: GatewayConfig): Promise<readonly object[]> {
  const { databaseUrl: url, jurisdiction, postsFile } = config
  await using connection = connectDatabase({ url, applicationName: `${jurisdiction} accounts`, max: 1 })
  if (command.kind === 'list') return await listAccounts(connection.db).catch(toldPlainly)
  const posts = postsFile === undefined ? [] : await readPostsFile(postsFile)
  assertPosts(command.values, new Set(posts.map(({ post }) => post)))
  const context = await openContext(config, connection)
  return [command.kind === 'add' ? await add(context, command) : await change(context, command)]
}

async function openContext(config: GatewayConfig, connection: Connection): Promise<AccountContext> {
  const secret = await loadKeyFile('storage', config.storageKeyFile, config.passphraseFile)
  const accessLog = createAccessLog({
    jurisdiction: config.jurisdiction,
    storageKey: storageKeyFrom(secret),
    software: `gateway ${version}`,
  })
  return { connection, accessLog }
}

/** @returns what is printed of it */
async function add(context: AccountContext, { user, by, values, passwordFile }: AddCommand): Promise<object> {
  const { passwordHash, shown } = await passwordFor(passwordFile)
  await addAccount(context, { user, by, values: { ...values, passwordHash } }).catch(toldPlainly)
  return { user, done: 'add', ...shown }
}

/** @returns what is printed of it */
async function change(context: AccountContext, command: ChangeCommand): Promise<object> {
  const { kind, user, by, passwordFile } = command
  const { shown = {}, ...hash } = kind === 'set-password' ? await passwordFor(passwordFile) : {}
  const values = { ...command.values, ...hash }
  const endedSessions = await changeAccount(context, { user, by, change: kind, values }).catch(toldPlainly)
  return { user, done: kind, endedSessions, ...shown }
}

interface NewPassword {
  readonly passwordHash: string
  /** A password that was made here: nobody knows it yet. */
  readonly shown: { readonly password?: string }
}

/** The password in this file (one trailing line break is ignored), or without a file a new one. */
async function passwordFor(file: string | undefined): Promise<NewPassword> {
  const password = file === undefined ? newPassword() : await readPassword(file)
  return { passwordHash: await hashPassword(password), shown: file === undefined ? { password } : {} }
}

async function readPassword(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UsageError('the file that --password-file names cannot be read', { cause })
  })
  const password = content.replace(/\r?\n$/, '')
  assertPassword(password)
  return password
}

/** 32 characters that nobody takes for one another. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** `k3v9x-...`: 25 characters of 5 bits each, in groups that can be read out. */
function newPassword(): string {
  const letters = [...randomBytes(25)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
  return letters.replaceAll(/.{5}(?=.)/g, '$&-')
}

/** Whatever the database says, without Drizzle's message: that repeats the parameters, what a password is checked against among them. */
function toldPlainly(error: unknown): never {
  const state = databaseErrorCode(error)
  if (state === '42P01' || state === '3F000') {
    throw new ServiceError('invalid-configuration', {
      detail: 'this database has no accounts yet: start the gateway once, which makes its tables',
    })
  }
  const known = toServiceError(error)
  if (known.code !== 'unexpected') throw known
  throw new ServiceError('unexpected', { detail: `the database refused it with ${state ?? 'no code'}` })
}
