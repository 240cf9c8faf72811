import { chmod, rename, rm, stat, writeFile } from 'node:fs/promises'

/**
 * Writes a file whole: beside it first, and in its place once it is on the disk. Whatever happens, the old content or the new
 * one remains. An existing file keeps its permissions, since services under other users read it.
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  const beside = `${path}.new`
  await rm(beside, { force: true })
  try {
    await writeFile(beside, content, { flag: 'wx', flush: true, mode: 0o644 })
    const mode = await modeOf(path)
    if (mode !== undefined) await chmod(beside, mode)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
