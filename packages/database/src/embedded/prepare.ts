import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { canRun, serverAccount, type Account } from './account.ts'
import { postgresBinaries, sharedFolder } from './binaries.ts'

export interface PrepareOptions {
  /** Where the data lives; made if it is missing. */
  readonly folder: string
  /** Password of the superuser `postgres`, used only when the folder is new. */
  readonly password: string
  /** Wait until the new folder is safely on disk; default true. */
  readonly durable?: boolean
}

export interface PreparedPostgres {
  readonly account: Account
  /** The folder with the programs `postgres` and `initdb`. */
  readonly binaries: string
  /** The real path of the data, which may be elsewhere than the folder asked for: see `preparePostgres`. */
  readonly data: string
  /** Whether the data was made by this call. */
  readonly created: boolean
}

/**
 * Makes everything ready to run a PostgreSQL server on `folder`, and makes the folder if it is new. Safe to repeat.
 *
 * If the server's account cannot reach the folder (a checkout in root's home, mode 0700), the data goes under
 * /var/lib/crosswatch and the folder becomes a symbolic link to it; `removePostgresData` removes both.
 */
export async function preparePostgres(options: PrepareOptions): Promise<PreparedPostgres> {
  const account = serverAccount()
  const binaries = postgresBinaries(account)
  const data = placeData(resolve(options.folder), account)
  const created = !existsSync(join(data, 'PG_VERSION'))
  if (created) await initialise({ account, binaries, data }, options)
  return { account, binaries, data, created }
}

/** Removes the data of a server that has stopped. */
export function removePostgresData(folder: string): void {
  rmSync(elsewhereFor(resolve(folder)), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

function placeData(folder: string, account: Account): string {
  mkdirSync(dirname(folder), { recursive: true })
  const elsewhere = elsewhereFor(folder)
  if (isLink(folder)) {
    if (existsSync(folder)) return realpathSync(folder)
    rmSync(folder)
  }
  if (existsSync(join(folder, 'PG_VERSION'))) return folder
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  give(folder, account)
  if (canRun(account, '/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder])) return folder

  // What is left there belongs to a folder that somebody removed by hand.
  rmSync(elsewhere, { recursive: true, force: true })
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
  mkdirSync(elsewhere, { mode: 0o700 })
  give(elsewhere, account)
  rmSync(folder, { recursive: true })
  symlinkSync(elsewhere, folder)
  return elsewhere
}

/** Where the data of `folder` goes if the server's account cannot reach it there. */
function elsewhereFor(folder: string): string {
  return join(sharedFolder, `data-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function give(path: string, { uid, gid }: Account) {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** initdb, with what makes the cluster the same everywhere: UTF-8, code point order, checksums, SCRAM for everyone. */
async function initialise(
  { account, binaries, data }: Omit<PreparedPostgres, 'created'>,
  { password, durable = true }: PrepareOptions,
) {
  const secrets = mkdtempSync(join(tmpdir(), 'crosswatch-'))
  const passwordFile = join(secrets, 'password')
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    give(passwordFile, account)
    give(secrets, account)
    await run(
      join(binaries, 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      account,
    )
  } catch (error) {
    // Half a cluster would be taken for a whole one at the next start.
    rmSync(join(data, 'PG_VERSION'), { force: true })
    throw error
  } finally {
    rmSync(secrets, { recursive: true, force: true })
  }
}

async function run(file: string, args: readonly string[], account: Account) {
  const child = spawn(file, args, { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const status = await new Promise((done, fail) => child.on('error', fail).on('close', done))
  if (status !== 0) throw new Error(`${file} failed (${String(status)}): ${complaint.trim()}`)
}
