import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CommandError, exitCodes } from '../../errors.ts'

/** One file of a list as pieces of UTF-8 text, unpacked if it is a gzip file. */
export interface ListFile {
  readonly path: string
  readonly bytes: number
  /** @param onRead told how many bytes of the file, as it lies on the disk, have been read */
  text(onRead?: (bytes: number) => void): AsyncIterable<string>
}

/**
 * Opens the file of a list, or finds it in a folder.
 *
 * @param names what the file is called where a folder is given, without `.gz`; any case
 * @throws {CommandError} if there is none
 */
export async function openList(path: string, names: readonly string[]): Promise<ListFile> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) throw new CommandError(`There is no ${path}; check the path.`, exitCodes.usage)
  if (!stats.isDirectory()) return listFile(path, stats.size)
  if (names.length === 0) throw new CommandError(`${path} is a folder; name a file.`, exitCodes.usage)
  const found = await findIn(path, names)
  if (found !== undefined) return found
  throw new CommandError(`${path} holds no ${names.join(' or ')}; name the file itself.`, exitCodes.usage)
}

/** A file that belongs to another one and lies beside it, if it is there. */
export function openSibling({ path }: ListFile, name: string): Promise<ListFile | undefined> {
  return findIn(dirname(path), [name])
}

async function findIn(folder: string, names: readonly string[]): Promise<ListFile | undefined> {
  const wanted = new Set(names.flatMap((name) => [name, `${name}.gz`]))
  const entry = (await readdir(folder)).find((candidate) => wanted.has(candidate.toLowerCase()))
  if (entry === undefined) return undefined
  const path = join(folder, entry)
  return listFile(path, (await stat(path)).size)
}

function listFile(path: string, bytes: number): ListFile {
  return { path, bytes, text: (onRead = () => {}) => decode(basename(path), unpack(path, onRead)) }
}

/** Tells a gzip file by its first two bytes (RFC 1952, section 2.3.1), whatever it is called. */
async function* unpack(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const counted = count(createReadStream(path), onRead)
  const { value: first } = await counted.next()
  if (first === undefined) return
  const all = prepend(first, counted)
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* all
    return
  }
  const unpacked: AsyncIterable<Uint8Array> = pipeline(Readable.from(all), createGunzip(), () => {})
  yield* unpacked
}

async function* count(chunks: AsyncIterable<Uint8Array>, onRead: (bytes: number) => void) {
  let read = 0
  for await (const chunk of chunks) {
    read += chunk.length
    onRead(read)
    yield chunk
  }
}

async function* prepend(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* rest
}

async function* decode(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const text = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw new CommandError(
        `${name} is not UTF-8 text; save it as UTF-8 and import it again.`,
        exitCodes.usage,
        {
          cause,
        },
      )
    }
  }
  for await (const chunk of chunks) yield text(chunk)
  yield text()
}
