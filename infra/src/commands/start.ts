import { startFederation } from '../federation.ts'
import { layoutOf } from '../layout.ts'
import { InUseError, lockHolder } from '../supervisor/lock.ts'
import { NotReadyError } from '../supervisor/supervisor.ts'
import { startDetached, tellStarter } from './detach.ts'
import { createProgress } from './progress.ts'
import { summarise } from './summary.ts'
import { tailOf } from './tail.ts'

export type StartOptions = {
  readonly directory: string
  readonly nodes: number | undefined
  readonly fresh: boolean
  readonly detach: boolean
  readonly logLevel: string
  readonly processes: 'service' | 'node'
}

/** `start`: brings the federation up and stays with it, or leaves that to a process in the background. @returns exit code */
export async function start(options: StartOptions): Promise<number> {
  if (lockHolder(layoutOf(options.directory).lock) !== undefined) return refuse(options.directory)
  return options.detach ? startDetached(options) : stayWithIt(options)
}

async function stayWithIt({ directory, nodes, fresh, logLevel, processes }: StartOptions): Promise<number> {
  const progress = createProgress(process.stderr)
  const interrupt = interruption()
  try {
    await using federation = await startFederation({
      directory,
      fresh,
      logLevel,
      processes,
      examples: true,
      signal: interrupt,
      ...(nodes === undefined ? {} : { nodes }),
      say: (line) => {
        progress.say(line)
        tellStarter({ line })
      },
    })
    progress.done()
    tellStarter({ ready: true })
    process.stdout.write(summarise(federation.description))
    await aborted(interrupt)
    process.stderr.write('stopping\n')
    return 0
  } catch (error) {
    progress.done()
    if (error instanceof InUseError) return refuse(directory)
    if (interrupt.aborted) return INTERRUPTED
    const failure = explain(error)
    tellStarter({ failure })
    process.stderr.write(`The federation did not start: ${failure}\n`)
    return 1
  }
}

/** 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130

function refuse(directory: string): number {
  process.stderr.write(
    `A federation already runs in ${directory}. npm run stop ends it; --data DIR starts another.\n`,
  )
  return 1
}

function explain(error: unknown): string {
  if (error instanceof NotReadyError) return `${error.message}. ${tailOf(error.logFile)}`
  return error instanceof Error ? error.message : String(error)
}

/** Aborted by the first Ctrl-C or request to stop; later ones change nothing, since npm and the terminal both send one. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort())
  return controller.signal
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    // A timer keeps the process alive for as long as it supervises.
    const keepAlive = setInterval(() => {}, 2 ** 30)
    signal.addEventListener('abort', () => {
      clearInterval(keepAlive)
      resolve()
    })
  })
}
