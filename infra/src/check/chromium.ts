import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { isDebian } from '../nats/debian-server.ts'

const run = promisify(execFile)
const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/**
 * Finds Chromium: CROSSWATCH_CHROMIUM, else the PATH; as root on Debian it is installed.
 *
 * @throws Error with the way to get it
 */
export async function findChromium(
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<string> {
  const named = environment.CROSSWATCH_CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CROSSWATCH_CHROMIUM names no file: ${named}`)
  }
  const found = onPath(environment.PATH)
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && isDebian()) {
    say('installing Chromium with apt-get, for the browser suites (once)')
    const apt = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 }
    await run('apt-get', ['update'], apt)
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], apt)
    const installed = onPath('/usr/bin')
    if (installed !== undefined) return installed
  }
  throw new Error('Chromium is needed for the browser suites: install it, or name it in CROSSWATCH_CHROMIUM.')
}

function onPath(path: string | undefined): string | undefined {
  return (path ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .flatMap((directory) => NAMES.map((name) => join(directory, name)))
    .find((file) => existsSync(file))
}
