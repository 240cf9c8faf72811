import { type Client, type ClientOptions, createClient } from '@crosswatch/client'
import { Option } from 'commander'
import { usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { dataFolder, findNode, findUser, readFederationFile } from './federation-file.ts'
import { readSecret } from './password.ts'

/** Which node, and who. */
export interface ConnectionOptions {
  readonly node?: string
  readonly as?: string
  readonly data?: string
  readonly gateway?: string
  readonly user?: string
  readonly passwordFile?: string
  readonly breakGlass?: boolean
}

/** The options of every command that speaks to a node. */
export function connectionOptions(defaultUser: string): Option[] {
  return [
    new Option('--node <code>', 'node of a federation on this machine'),
    new Option('--as <user>', `demo user or role at that node (default: ${defaultUser})`),
    new Option('--data <folder>', 'data folder of that federation (default: .data/federation)'),
    new Option('--gateway <url>', 'a node anywhere (or CROSSWATCH_GATEWAY)'),
    new Option('--user <name>', 'user name at that node (or CROSSWATCH_USER)'),
    new Option('--break-glass', 'act under break-glass, which was granted to this user and is reviewed'),
    new Option('--password-file <file>', 'file with the password (or CROSSWATCH_PASSWORD, or a prompt)'),
  ]
}

export interface Connection {
  /** Its requests end with Ctrl-C. */
  readonly client: Client
  /** The same, and it outlives Ctrl-C: for undoing what was begun. */
  readonly undoing: Client
  readonly gateway: string
  /** The options that name the same node again: `--node XA`. */
  readonly sameNode: string
}

/**
 * Finds the node and the user. Signing in happens with the first request.
 *
 * @param defaultUser which demo user it is unless `--as` says otherwise
 * @param patienceMs how long requests that may be repeated are repeated while the node is away
 * @throws {CommandError}
 */
export async function connect(
  options: ConnectionOptions,
  terminal: Terminal,
  defaultUser: string,
  patienceMs = 0,
): Promise<Connection> {
  const local = options.data ?? options.node ?? options.as
  const gateway =
    options.gateway ?? (local === undefined ? terminal.environment['CROSSWATCH_GATEWAY'] : undefined)
  if (gateway === undefined) return connectLocally(options, terminal, defaultUser, patienceMs)
  if (local !== undefined) {
    throw usageError('--gateway names the node already; leave --node, --as and --data out.')
  }
  const user = options.user ?? terminal.environment['CROSSWATCH_USER']
  if (user === undefined) throw usageError('Say who you are: --user NAME.')
  checkAddress(gateway)
  const password = await readSecret(terminal, {
    file: options.passwordFile,
    variable: 'CROSSWATCH_PASSWORD',
    what: `Password of ${user}`,
    option: '--password-file',
  })
  return {
    ...clientsOf({ gateway, user, password, breakGlass: options.breakGlass === true }, terminal, patienceMs),
    gateway,
    sameNode: `--gateway ${gateway}`,
  }
}

async function connectLocally(
  options: ConnectionOptions,
  terminal: Terminal,
  defaultUser: string,
  patienceMs: number,
): Promise<Connection> {
  if (options.user !== undefined || options.passwordFile !== undefined) {
    throw usageError('--user and --password-file go with --gateway; a demo user is named with --as.')
  }
  const federation = await readFederationFile(dataFolder(options.data, terminal))
  const { gateway, jurisdiction } = findNode(federation, options.node, options.as)
  const { user, password } = findUser(federation, jurisdiction, options.as ?? defaultUser)
  return {
    ...clientsOf({ gateway, user, password, breakGlass: options.breakGlass === true }, terminal, patienceMs),
    gateway,
    sameNode: `--node ${jurisdiction}${options.data === undefined ? '' : ` --data ${options.data}`}`,
  }
}

function clientsOf(
  who: Pick<ClientOptions, 'gateway' | 'breakGlass'> & { readonly user: string; readonly password: string },
  { interrupted }: Terminal,
  patienceMs: number,
): Pick<Connection, 'client' | 'undoing'> {
  return { client: createClient({ ...who, patienceMs, signal: interrupted }), undoing: createClient(who) }
}

/** A password is not sent in the clear to another machine. */
function checkAddress(gateway: string): void {
  const url = URL.canParse(gateway) ? new URL(gateway) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw usageError('--gateway takes an address such as https://gateway.example.')
  }
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol === 'http:' && !loopback) {
    throw usageError('http:// would send the password in the clear; use the https:// address of the node.')
  }
}
