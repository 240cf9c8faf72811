import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fetchDebianServer, isDebian } from './debian-server.ts'

/** Older servers have known holes (CVE-2025-30215 and later). */
const OLDEST = [2, 12, 7] as const

export type Search = {
  /** Folder of fetched programs, `<repository>/.cache`. */
  readonly cacheDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Told when something slow begins. */
  readonly say?: (line: string) => void
}

/**
 * Finds nats-server >= 2.12.7: NATS_SERVER_BIN, the PATH, the cache; on Debian it is then fetched into the cache (about 10 s,
 * nothing is installed).
 *
 * @returns the path of the program
 * @throws Error with the way to get it
 */
export async function findNatsServer({ cacheDirectory, environment, say }: Search): Promise<string> {
  const named = environment.NATS_SERVER_BIN
  if (named) {
    if (isRecent(named)) return named
    throw new Error(`NATS_SERVER_BIN does not name a nats-server >= ${OLDEST.join('.')}: ${named}`)
  }
  const found = [...onPath(environment.PATH), join(cacheDirectory, 'nats-server', 'nats-server')].find(
    isRecent,
  )
  if (found !== undefined) return found
  if (isDebian()) {
    say?.('fetching nats-server from the Debian mirror (once)')
    const fetched = await fetchDebianServer(join(cacheDirectory, 'nats-server'))
    if (isRecent(fetched)) return fetched
  }
  throw new Error(HOW_TO_GET_IT)
}

const HOW_TO_GET_IT =
  `nats-server >= ${OLDEST.join('.')} is needed: install it (macOS: brew install nats-server; else the release of ` +
  `nats-io/nats-server for your system) and put it on the PATH, or name it in NATS_SERVER_BIN.`

function onPath(path: string | undefined): string[] {
  return (path ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, process.platform === 'win32' ? 'nats-server.exe' : 'nats-server'))
}

function isRecent(program: string): boolean {
  if (!existsSync(program)) return false
  const version = /v(\d+)\.(\d+)\.(\d+)/.exec(
    spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '',
  )
  if (version === null) return false
  const numbers = version.slice(1).map(Number)
  const different = OLDEST.findIndex((part, index) => numbers[index] !== part)
  return different === -1 || (numbers[different] ?? 0) > (OLDEST[different] ?? 0)
}
