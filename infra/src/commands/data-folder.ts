import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the person typed cannot be done as typed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** The data folder, relative to where the person stands, not to where npm went. */
export function dataFolder(given: string | undefined): string {
  if (given === '') throw new UsageError('--data takes a folder')
  if (given === undefined) return resolve(repository, '.data/federation')
  return resolve(process.env.CROSSWATCH_CALLER_DIRECTORY ?? process.cwd(), given)
}
