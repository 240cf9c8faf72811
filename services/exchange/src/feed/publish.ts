import { frameSize, packFrames, toHex } from '@crosswatch/protocol'
import { feedSubject, type ExchangeContext } from '../context.ts'
import { loadHeads, readEntries, setPublished } from '../store/feeds.ts'

/** Entries read at once, and bytes in one message: below the server's default limit of 1 MiB. */
const batch = 256
const messageBytes = 512 * 1024

/**
 * Publishes what the hub has not acknowledged yet, in order, several entries in a message.
 *
 * Published twice is harmless (the place in the feed is unique at every recipient); published never is noticed by the
 * heartbeat. So the mark moves only after the acknowledgement.
 *
 * @returns whether there may be more
 */
export async function publishFeed(context: ExchangeContext): Promise<boolean> {
  const { jurisdiction, connection, bus } = context
  const own = (await loadHeads(connection.db)).find(({ issuer }) => issuer === jurisdiction)
  if (own === undefined || own.publishedSeq >= own.headSeq) return false
  const entries = await readEntries(connection.db, jurisdiction, own.publishedSeq, batch)
  for (const message of messagesOf(entries)) {
    const last = message.at(-1)
    if (last === undefined) continue
    const bytes = packFrames(message)
    await bus.publish(feedSubject(jurisdiction), bytes, { id: `${toHex(last.hash)}-${message.length}` })
    await setPublished(connection.db, jurisdiction, last.seq)
    context.metrics.published(message.length, bytes.length)
  }
  return entries.length === batch
}

type StoredEntry = Awaited<ReturnType<typeof readEntries>>[number]

/** Cuts entries into messages that fit. */
export function messagesOf(entries: readonly StoredEntry[], limit: number = messageBytes): StoredEntry[][] {
  const messages: StoredEntry[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const entry of entries) {
    const bytes = frameSize(entry)
    const current = messages.at(-1)
    if (current === undefined || size + bytes > limit) {
      messages.push([entry])
      size = bytes
    } else {
      current.push(entry)
      size += bytes
    }
  }
  return messages
}
