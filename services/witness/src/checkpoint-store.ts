import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ServiceError, sha256Hex, utf8 } from '@crosswatch/protocol'
import { createDurably, isErrno, syncDirectory } from '@crosswatch/service-kit'
import {
  type Checkpoint,
  parseCheckpoint,
  parseNote,
  sameHash,
  type WitnessStore,
} from '@crosswatch/transparency'

/** The states of a log are numbered: a link that is there already is the compare and swap, between processes too. */
const statePattern = /^[0-9]{16}$/

/** Says that the folder is a store: one that is empty because a disk is not there must not pass for a new one. */
const marker = 'store.json'

/** A store that can also show what it holds, for evidence. */
export interface CheckpointStore extends WitnessStore {
  /** The log's own signed checkpoint that was cosigned last. */
  note(origin: string): Promise<string | undefined>
}

/** Makes a folder a store, once. @throws {ServiceError} `already-exists` */
export async function createCheckpointStore(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (await createDurably(join(folder, marker), '{"v":1}\n')) return
  throw new ServiceError('already-exists', { detail: 'the store of the witness' })
}

/**
 * Remembers in a folder what was cosigned last of each log:
 *
 *   <folder>/<SHA-256 of the origin>/<number of the state>     the log's own signed checkpoint
 *
 * A state is written beside, forced to disk and linked under the next number, which fails if another process has taken it.
 *
 * @throws {ServiceError} `invalid-configuration` if the folder is no store
 */
export async function openCheckpointStore(folder: string): Promise<CheckpointStore> {
  await access(join(folder, marker)).catch((cause: unknown) => {
    throw new ServiceError('invalid-configuration', {
      detail:
        'CROSSWATCH_STORE_FOLDER: it is no store. If this witness is new, create-store.ts makes one; if it was lost, begin with another key',
      cause,
    })
  })
  const pathOf = (origin: string) => join(folder, sha256Hex(utf8(origin)))

  async function newest(origin: string): Promise<Newest> {
    const names = await statesOf(pathOf(origin))
    const name = names.at(-1)
    if (name === undefined) return { number: 0 }
    try {
      const note = await readFile(join(pathOf(origin), name), 'utf8')
      return { number: Number(name), note, held: parseCheckpoint(parseNote(note).text) }
    } catch (error) {
      // Another process has gone on and cleared it away in the meantime.
      if (isErrno(error, 'ENOENT') && (await statesOf(pathOf(origin))).at(-1) !== name) return newest(origin)
      throw error
    }
  }

  return {
    read: async (origin) => (await newest(origin)).held,
    note: async (origin) => (await newest(origin)).note,

    async replace(from, to, note) {
      const { number, held } = await newest(from.origin)
      if (held === undefined ? from.size > 0n : !isSame(held, from)) return false
      // The same tree once more: nothing new is to be remembered.
      if (held !== undefined && isSame(held, to)) return true
      const path = pathOf(from.origin)
      await mkdir(path, { recursive: true, mode: 0o700 })
      await syncDirectory(path)
      const place = join(path, nameOf(number + 1))
      if (!(await createDurably(place, note))) return false
      const names = await statesOf(path)
      // Others went on so far that this number had become free again.
      if (names.at(-1) !== nameOf(number + 1)) {
        await rm(place)
        return false
      }
      await Promise.all(
        names.filter((name) => Number(name) < number).map((name) => rm(join(path, name), { force: true })),
      )
      return true
    },
  }
}

interface Newest {
  readonly number: number
  readonly note?: string
  readonly held?: Checkpoint
}

async function statesOf(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => statePattern.test(name)).toSorted()
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error
    return []
  }
}

function nameOf(number: number): string {
  return String(number).padStart(16, '0')
}

function isSame(a: Checkpoint, b: Checkpoint): boolean {
  return a.size === b.size && sameHash(a.root, b.root)
}
