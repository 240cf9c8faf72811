import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A process for certain: process numbers are used again, so the moment at which it began belongs to its name.
 */
export type ProcessIdentity = { readonly pid: number; readonly started: string }

/** The identity of a running process; nothing when there is none (a zombie counts as gone). */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return started === undefined ? undefined : { pid, started }
}

export function isRunning(process: ProcessIdentity): boolean {
  return identify(process.pid)?.started === process.started
}

/** Sends a signal to that very process. @returns whether it was there */
export function signal(target: ProcessIdentity, name: NodeJS.Signals): boolean {
  if (!isRunning(target)) return false
  try {
    return process.kill(target.pid, name)
  } catch {
    return false
  }
}

/** proc(5), /proc/pid/stat: field 3 is the state, field 22 the start in ticks since boot. The name may hold spaces. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${fields[19]}`
  } catch {
    return undefined
  }
}

function startByPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
