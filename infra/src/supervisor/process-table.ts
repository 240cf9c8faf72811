import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isRunning, signal, type ProcessIdentity } from './process-identity.ts'

/** One process that was started, as it stands in the table. */
export type Entry = ProcessIdentity & {
  readonly name: string
  /** The signal that ends it in order. */
  readonly stopSignal: NodeJS.Signals
}

/** What is running, on disk, so that it can be ended even after the supervisor was killed. */
export type ProcessTable = {
  record(entry: Entry): void
  entries(): readonly Entry[]
  clear(): void
}

/** Written synchronously, right after each start: a process that is not in the table is one that nobody would end. */
export function openProcessTable(file: string): ProcessTable {
  const entries = new Map(readEntries(file).map((entry) => [entry.name, entry]))
  return {
    record(entry) {
      entries.set(entry.name, entry)
      writeFileSync(`${file}.new`, JSON.stringify([...entries.values()], null, 1), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
    entries: () => [...entries.values()],
    clear() {
      entries.clear()
      rmSync(file, { force: true })
    },
  }
}

export function readEntries(file: string): readonly Entry[] {
  try {
    const entries: Entry[] = JSON.parse(readFileSync(file, 'utf8'))
    return entries
  } catch {
    return []
  }
}

/**
 * Ends processes in groups, one group after the other, each process in its own way and by force after a while.
 *
 * @returns the names of those that were running
 */
export async function endProcesses(
  groups: readonly (readonly Entry[])[],
  graceMs = 10_000,
): Promise<readonly string[]> {
  const ended: string[] = []
  for (const group of groups) {
    const running = group.filter((entry) => signal(entry, entry.stopSignal))
    ended.push(...running.map(({ name }) => name))
    const deadline = Date.now() + graceMs
    while (running.some(isRunning)) {
      if (Date.now() > deadline) for (const entry of running) signal(entry, 'SIGKILL')
      await delay(25)
    }
  }
  return ended
}
