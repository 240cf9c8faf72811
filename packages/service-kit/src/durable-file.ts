import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a file that is not there yet. It is there as a whole and forced to disk, or not at all, whatever happens meanwhile;
 * of several who try at once, one succeeds.
 *
 * @returns false if there is such a file
 */
export async function createDurably(path: string, text: string): Promise<boolean> {
  const beside = await writeBeside(path, text)
  try {
    await link(beside, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error
    return false
  } finally {
    await rm(beside, { force: true })
  }
  await syncDirectory(path)
  return true
}

/** Puts a file in the place of another: after a crash the old content is there or the new one. */
export async function replaceDurably(path: string, text: string): Promise<void> {
  const beside = await writeBeside(path, text)
  await rename(beside, path)
  await syncDirectory(path)
}

/** Forces to disk that a file stands in its folder. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(dirname(path), 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Whether this is an error of the operating system with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Under a name of its own, since two processes may write at once. */
async function writeBeside(path: string, text: string): Promise<string> {
  const beside = `${path}.${randomUUID()}.new`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return beside
}
