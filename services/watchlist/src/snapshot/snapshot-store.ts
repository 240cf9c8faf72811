import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { WatchlistLog } from '../context.ts'
import type { SnapshotStore } from '../feed/list-feed.ts'
import { databaseOrigin } from './database-origin.ts'
import { readSnapshot, writeSnapshot } from './snapshot-file.ts'

interface SnapshotContext {
  readonly file: string
  readonly storageKey: StorageKey
  readonly db: Executor
  readonly log: WatchlistLog
}

/** Snapshots in one encrypted file. A snapshot of another database than this one is not taken. */
export function createSnapshotStore({ file, storageKey, db, log }: SnapshotContext): SnapshotStore {
  return {
    async read() {
      try {
        const snapshot = await readSnapshot(file, storageKey)
        if (snapshot?.origin === (await databaseOrigin(db))) return snapshot
      } catch (error) {
        log.warn({ err: error }, 'the snapshot cannot be read; the list is built anew')
      }
      return undefined
    },
    async write(snapshot) {
      await writeSnapshot(file, storageKey, { ...snapshot, origin: await databaseOrigin(db) })
    },
  }
}
