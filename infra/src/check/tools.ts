import { join } from 'node:path'
import { findNatsServer } from '../nats/find-server.ts'
import { findChromium } from './chromium.ts'

/** Where the suites find the programs that they drive, and how many are missing that must not be. */
export type Tools = { readonly environment: NodeJS.ProcessEnv; readonly missing: number }

/** Finds or fetches nats-server, and Chromium when a browser suite is among them, before any suite waits for it. */
export async function findTools(repository: string, suites: readonly string[]): Promise<Tools> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const required = process.env.CROSSWATCH_REQUIRE_ALL === '1'
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(repository, '.cache', 'compile'),
  }
  let missing = 0
  const missed = (error: unknown) => {
    say(`${required ? 'FAILED' : 'missing'} ${error instanceof Error ? error.message : String(error)}`)
    if (required) missing += 1
  }
  try {
    environment.NATS_SERVER_BIN = await findNatsServer({
      cacheDirectory: join(repository, '.cache'),
      environment: process.env,
      say,
    })
  } catch (error) {
    missed(error)
  }
  if (suites.some((suite) => suite.includes('browser'))) {
    try {
      environment.CROSSWATCH_CHROMIUM = await findChromium(process.env, say)
    } catch (error) {
      missed(error)
    }
  }
  return { environment, missing }
}
