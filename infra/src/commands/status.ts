import { existsSync } from 'node:fs'
import { readDescription } from '../description.ts'
import { layoutOf } from '../layout.ts'
import { lockHolder } from '../supervisor/lock.ts'
import { isRunning } from '../supervisor/process-identity.ts'
import { readEntries } from '../supervisor/process-table.ts'
import { summarise } from './summary.ts'

/** `status`: what runs in this folder. @returns 0 when a supervisor and all its processes run, else 1 */
export function status(directory: string): number {
  const layout = layoutOf(directory)
  const supervisor = lockHolder(layout.lock)
  const entries = readEntries(layout.processes).map((entry) => ({ ...entry, running: isRunning(entry) }))
  if (supervisor === undefined && !entries.some(({ running }) => running)) {
    process.stdout.write(`Nothing runs in ${directory}.\n`)
    return 1
  }
  const rows = [
    { name: 'supervisor', pid: supervisor?.pid ?? 0, running: supervisor !== undefined },
    ...entries,
  ]
  for (const { name, pid, running } of rows) {
    process.stdout.write(`  ${name.padEnd(14)} ${running ? `runs (${pid})` : 'does not run'}\n`)
  }
  if (existsSync(layout.description)) process.stdout.write(`\n${summarise(readDescription(layout))}`)
  return rows.every(({ running }) => running) ? 0 : 1
}
