import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

/** The data folder is in use by another process. */
export class InUseError extends Error {
  override readonly name = 'InUseError'
}

/**
 * Takes the lock, or takes it over from a process that is gone.
 *
 * @throws {InUseError} when its holder runs
 */
export function takeLock(file: string): Disposable {
  const own = identify(process.pid)
  if (own === undefined) throw new Error('this process cannot be identified')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 })
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, unlike a file that is made and then written.
        linkSync(draft, file)
        return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      if (lockHolder(file) !== undefined) throw new InUseError('already running')
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The running process that holds the lock. */
export function lockHolder(file: string): ProcessIdentity | undefined {
  try {
    const holder: ProcessIdentity = JSON.parse(readFileSync(file, 'utf8'))
    return isRunning(holder) ? holder : undefined
  } catch {
    return undefined
  }
}
