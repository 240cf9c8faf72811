import { setTimeout as delay } from 'node:timers/promises'
import { shutdownOrder } from '../federation.ts'
import { layoutOf } from '../layout.ts'
import { lockHolder } from '../supervisor/lock.ts'
import { isRunning, signal } from '../supervisor/process-identity.ts'
import { endProcesses, readEntries } from '../supervisor/process-table.ts'

/** `stop`: ends what start started in this folder and nothing else, also what outlived its supervisor. @returns exit code */
export async function stop(directory: string): Promise<number> {
  const layout = layoutOf(directory)
  const supervisor = lockHolder(layout.lock)
  const ended: string[] = []
  if (supervisor !== undefined && signal(supervisor, 'SIGTERM')) {
    ended.push('supervisor')
    const deadline = Date.now() + 60_000
    while (isRunning(supervisor)) {
      if (Date.now() > deadline) signal(supervisor, 'SIGKILL')
      await delay(50)
    }
  }
  ended.push(...(await endProcesses(shutdownOrder(readEntries(layout.processes)))))
  process.stdout.write(
    ended.length === 0 ? `Nothing runs in ${directory}.\n` : `Stopped what ran in ${directory}.\n`,
  )
  return 0
}
