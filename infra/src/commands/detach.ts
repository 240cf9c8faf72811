import { fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readDescription } from '../description.ts'
import { layoutOf } from '../layout.ts'
import { createProgress } from './progress.ts'
import type { StartOptions } from './start.ts'
import { summarise } from './summary.ts'
import { tailOf } from './tail.ts'

/** What the process in the background says to the command that started it. */
type Message = { readonly line: string } | { readonly ready: true } | { readonly failure: string }

const LIMIT_MS = 240_000
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** Starts the supervisor in the background, in a session of its own, and waits until every node is ready. @returns exit code */
export async function startDetached(options: StartOptions): Promise<number> {
  const layout = layoutOf(options.directory)
  mkdirSync(layout.directory, { recursive: true, mode: 0o711 })
  const log = openSync(layout.supervisorLog, 'w', 0o600)
  const child = fork(main, startArguments(options), { detached: true, stdio: ['ignore', log, log, 'ipc'] })
  closeSync(log)
  const progress = createProgress(process.stderr)
  const interrupt = () => child.kill('SIGTERM')
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const limit = setTimeout(interrupt, LIMIT_MS)
  const failure = await new Promise<string | undefined>((resolve) => {
    child.on('message', (message: Message) => {
      if ('line' in message) progress.say(message.line)
      else resolve('failure' in message ? message.failure : undefined)
    })
    child.once('exit', () => resolve(tailOf(layout.supervisorLog)))
    child.once('error', (error) => resolve(error.message))
  })
  clearTimeout(limit)
  progress.done()
  if (failure !== undefined) {
    process.stderr.write(`The federation did not start: ${failure}\n`)
    return 1
  }
  child.disconnect()
  child.unref()
  process.stdout.write(summarise(readDescription(layout)))
  return 0
}

/** Tells the command that waits for this process, if there is one; it may be gone. */
export function tellStarter(message: Message): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

function startArguments({ directory, nodes, fresh, logLevel, processes }: StartOptions): string[] {
  return [
    'start',
    '--data',
    directory,
    '--log-level',
    logLevel,
    '--processes',
    processes,
    ...(fresh ? ['--fresh'] : []),
    ...(nodes === undefined ? [] : ['--nodes', String(nodes)]),
  ]
}
