import type { Connection } from '@crosswatch/database'
import { fromHex } from '@crosswatch/protocol'
import { insertInbox, insertQuarantine } from '../store/boxes.ts'
import { cutFeed, insertEntries, insertKeyEvents, setHead, insertChannelKeys } from '../store/feeds.ts'
import type { Batch } from './batch.ts'

/** Stores a batch in one transaction: all of it, or nothing. */
export async function storeBatch(connection: Connection, batch: Batch): Promise<void> {
  if (batch.entries.length === 0 && batch.quarantine.length === 0) return
  await connection.transaction(async (tx) => {
    if (batch.cut) {
      const { issuer, lastGood } = batch.cut
      const removed = await cutFeed(tx, issuer, lastGood)
      await insertQuarantine(
        tx,
        removed.map(({ seq, hash, envelope, body }) => ({
          issuer,
          seq,
          hash,
          reason: 'revoked-key',
          detail: `The root took back all after entry ${lastGood}.`,
          source: 'feed',
          envelope,
          body,
        })),
      )
      const first = removed.toSorted((a, b) => a.seq - b.seq)[0]
      const entryHash = first?.hash ?? fromHex('')
      await insertInbox(tx, [{ kind: 'void', issuer, seq: lastGood + 1, entryHash, compartments: [] }])
    }
    await insertEntries(tx, batch.entries)
    await insertKeyEvents(tx, batch.keyEvents)
    await insertChannelKeys(tx, batch.channelKeys)
    for (const { issuer, head } of batch.states.values()) await setHead(tx, issuer, head)
    await insertInbox(tx, batch.inbox)
    await insertQuarantine(tx, batch.quarantine)
  })
}
