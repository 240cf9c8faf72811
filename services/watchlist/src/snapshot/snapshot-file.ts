import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { threadId } from 'node:worker_threads'
import type { StorageKey } from '@crosswatch/crypto'
import { newUuid } from '@crosswatch/protocol'
import type { AlertTerms, ListedAlert } from '../list/listed-alert.ts'
import type { ListSnapshot } from './list-snapshot.ts'

/*
 * A snapshot file is
 *
 *     "XWLIST01"            8 bytes
 *     id                    36 characters
 *     pieces, each          length of the box (4 bytes, little endian), wrapped key (72 bytes), box
 *
 * Each piece is sealed under the node's storage key, bound to the id and its place: a piece that is changed, missing, moved or
 * from another snapshot does not open. The first is a `Head`, then come the alerts, then the bytes of the index, which
 * carry a SHA-256 of their own.
 */
const magic = 'XWLIST01'
const idLength = 36
const keyLength = 72
const alertsInPiece = 5_000
const bytesInPiece = 4 << 20

/** Raised when what is kept of an alert changes. */
const version = 1

interface Head extends Pick<ListSnapshot, 'origin' | 'sequence' | 'unreadable'> {
  readonly v: number
  readonly terms: readonly AlertTerms[]
  readonly alertPieces: number
  readonly indexBytes: number
}

type SavedAlert = Omit<ListedAlert, 'terms'> & { readonly terms: number }

/** Writes a snapshot in the place of the one before, which stays until this one is complete. */
export async function writeSnapshot(
  file: string,
  storageKey: StorageKey,
  snapshot: ListSnapshot,
): Promise<void> {
  const unfinished = `${file}.${process.pid}-${threadId}`
  try {
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await writePieces(handle, storageKey, snapshot)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function writePieces(handle: FileHandle, storageKey: StorageKey, snapshot: ListSnapshot) {
  const { origin, sequence, unreadable, alerts, index } = snapshot
  const id = newUuid()
  let place = 0
  const write = async (plain: Uint8Array) => {
    const { key, box } = storageKey.seal(plain, contextOf(id, place++))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(box.length)
    await handle.writev([length, key, box])
  }
  const terms = new Map<AlertTerms, number>()
  const saved = alerts.map((alert): SavedAlert => {
    const at = terms.get(alert.terms) ?? terms.size
    terms.set(alert.terms, at)
    return { ...alert, terms: at }
  })
  const head: Head = {
    v: version,
    origin,
    sequence,
    unreadable,
    terms: [...terms.keys()],
    alertPieces: Math.ceil(saved.length / alertsInPiece),
    indexBytes: index.length,
  }
  await handle.write(magic + id)
  await write(Buffer.from(JSON.stringify(head)))
  for (let at = 0; at < saved.length; at += alertsInPiece) {
    await write(Buffer.from(JSON.stringify(saved.slice(at, at + alertsInPiece))))
  }
  for (let at = 0; at < index.length; at += bytesInPiece) await write(index.subarray(at, at + bytesInPiece))
}

/**
 * Reads a snapshot.
 *
 * @returns nothing if there is none, or one of another version
 * @throws {CryptoError} `box-not-opened` if it is damaged, cut off, or from another node
 */
export async function readSnapshot(file: string, storageKey: StorageKey): Promise<ListSnapshot | undefined> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (handle === undefined) return undefined
  try {
    return await readPieces(handle, storageKey)
  } finally {
    await handle.close()
  }
}

async function readPieces(handle: FileHandle, storageKey: StorageKey): Promise<ListSnapshot | undefined> {
  const take = async (length: number) => {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = await handle.read(bytes, 0, length)
    // What is cut off is handed on as it is, and does not open.
    return bytes.subarray(0, bytesRead)
  }
  const { size } = await handle.stat()
  const start = (await take(magic.length + idLength)).toString('latin1')
  if (!start.startsWith(magic)) return undefined
  let place = 0
  const next = async () => {
    const length = await take(4)
    // Not under any key yet: a damaged length must not ask for more than there is.
    const wanted = length.length < 4 ? 0 : Math.min(length.readUInt32LE(), size)
    const [key, box] = [await take(keyLength), await take(wanted)]
    return storageKey.open({ key, box }, contextOf(start.slice(magic.length), place++))
  }
  const json = async <T>(): Promise<T> => JSON.parse(new TextDecoder().decode(await next()))

  const head = await json<Head>()
  if (head.v !== version) return undefined
  const alerts: ListedAlert[] = []
  for (let piece = 0; piece < head.alertPieces; piece++) {
    for (const alert of await json<readonly SavedAlert[]>()) {
      const terms = head.terms[alert.terms]
      if (terms !== undefined) alerts.push({ ...alert, terms })
    }
  }
  const index = new Uint8Array(head.indexBytes)
  for (let at = 0; at < index.length; at += bytesInPiece) index.set(await next(), at)
  const { origin, sequence, unreadable } = head
  return { origin, sequence, unreadable, alerts, index }
}

function contextOf(id: string, place: number): string {
  return `list-snapshot ${id} ${place}`
}
