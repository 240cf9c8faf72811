import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, isRunning } from './process-identity.ts'
import { endProcesses, type ProcessTable } from './process-table.ts'

/** A program that is to run. */
export type Program = {
  /** `xa-alerts` */
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  /** The whole environment. */
  readonly environment: NodeJS.ProcessEnv
  readonly cwd?: string
  readonly uid?: number
  readonly gid?: number
  readonly logFile: string
  readonly stopSignal: NodeJS.Signals
  /** Whether it does its job now. Asked again and again; a rejection means no. */
  readonly ready: () => Promise<boolean>
}

export type Supervisor = {
  /** Starts a program and keeps it alive. */
  run(program: Program): void
  names(): readonly string[]
  /** The process number, while it runs. */
  pid(name: string): number | undefined
  /** Sends a signal; what ends is started again. @returns whether the process was there */
  kill(name: string, signal: NodeJS.Signals): boolean
  /**
   * Waits until the programs (default: all) are ready.
   *
   * @throws {NotReadyError} when time is up, or one keeps ending before it was ever ready
   */
  waitReady(options?: WaitOptions): Promise<void>
  /** Ends everything, group by group; programs that are in no group come first. */
  stop(groups: readonly (readonly string[])[]): Promise<void>
}

export type WaitOptions = {
  readonly names?: readonly string[]
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Told whenever another one is ready. */
  readonly onProgress?: (ready: number, all: number) => void
}

export class NotReadyError extends Error {
  override readonly name = 'NotReadyError'
  readonly program: string
  readonly logFile: string
  constructor(program: string, logFile: string, reason: string) {
    super(`${program} ${reason}`)
    this.program = program
    this.logFile = logFile
  }
}

type Running = {
  readonly program: Program
  child: ChildProcess | undefined
  startedAt: number
  /** Ends in a row: since it was last seen ready, or ran for a while. */
  failures: number
  everReady: boolean
  again: NodeJS.Timeout | undefined
}

const HOPELESS = 6
const STEADY_MS = 10_000

/** Keeps programs alive: one that ends is started again, at once the first time, then with growing pauses up to 5 s. */
export function createSupervisor(table: ProcessTable): Supervisor {
  const all = new Map<string, Running>()
  let stopping = false

  function launch(running: Running) {
    const { program } = running
    const log = openSync(program.logFile, 'a', 0o600)
    try {
      // In a group of its own: Ctrl-C in a terminal reaches the supervisor alone, which then ends them in order.
      const child = spawn(program.file, program.args, {
        env: program.environment,
        stdio: ['ignore', log, log],
        detached: true,
        ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
        ...(program.uid === undefined ? {} : { uid: program.uid }),
        ...(program.gid === undefined ? {} : { gid: program.gid }),
      })
      running.child = child
      running.startedAt = Date.now()
      const identity = child.pid === undefined ? undefined : identify(child.pid)
      if (identity) table.record({ ...identity, name: program.name, stopSignal: program.stopSignal })
      child.once('error', () => ended(running, child))
      child.once('exit', () => ended(running, child))
    } finally {
      closeSync(log)
    }
  }

  function ended(running: Running, child: ChildProcess) {
    if (running.child !== child) return
    running.child = undefined
    running.failures = Date.now() - running.startedAt > STEADY_MS ? 1 : running.failures + 1
    if (stopping) return
    const pauseMs = running.failures === 1 ? 0 : Math.min(5_000, 100 * 2 ** running.failures)
    running.again = setTimeout(() => launch(running), pauseMs)
  }

  function find(name: string): Running {
    const running = all.get(name)
    if (running === undefined) throw new Error(`no program is named ${name}`)
    return running
  }

  async function untilReady(running: Running, deadline: number, signal?: AbortSignal): Promise<void> {
    const { name, logFile, ready } = running.program
    for (;;) {
      signal?.throwIfAborted()
      const { child } = running
      if (child !== undefined && (await ready().catch(() => false)) && running.child === child) {
        running.failures = 0
        running.everReady = true
        return
      }
      if (stopping) throw new NotReadyError(name, logFile, 'was stopped')
      if (!running.everReady && running.failures >= HOPELESS) {
        throw new NotReadyError(name, logFile, `ended ${HOPELESS} times before it was ready`)
      }
      if (Date.now() > deadline) throw new NotReadyError(name, logFile, 'was not ready in time')
      await delay(100)
    }
  }

  return {
    run(program) {
      const running = {
        program,
        child: undefined,
        startedAt: 0,
        failures: 0,
        everReady: false,
        again: undefined,
      }
      all.set(program.name, running)
      launch(running)
    },
    names: () => [...all.keys()],
    pid: (name) => find(name).child?.pid,
    kill: (name, signal) => find(name).child?.kill(signal) ?? false,
    async waitReady({ names = [...all.keys()], timeoutMs = 120_000, signal, onProgress } = {}) {
      const deadline = Date.now() + timeoutMs
      let count = 0
      onProgress?.(0, names.length)
      await Promise.all(
        names.map(async (name) => {
          await untilReady(find(name), deadline, signal)
          onProgress?.(++count, names.length)
        }),
      )
    },
    async stop(groups) {
      stopping = true
      for (const { again } of all.values()) clearTimeout(again)
      const grouped = new Set(groups.flat())
      const first = [...all.keys()].filter((name) => !grouped.has(name))
      const entries = new Map(table.entries().map((entry) => [entry.name, entry]))
      await endProcesses(
        [first, ...groups].map((names) => names.flatMap((name) => entries.get(name) ?? []).filter(isRunning)),
      )
      table.clear()
    },
  }
}
