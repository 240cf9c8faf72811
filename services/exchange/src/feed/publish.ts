import { frameSize, packFrames, toHex, type Frame } from '@crosswatch/protocol'
import { feedSubject, type ExchangeContext } from '../context.ts'
import { readEntries, readPublished, setPublished } from '../store/feeds.ts'
import type { OwnFeed } from './own-feed.ts'
import type { FeedStates } from './states.ts'

/** Entries read at once, and bytes in one message: below the server's default limit of 1 MiB. */
const batch = 256
const messageBytes = 512 * 1024

/**
 * Publishes what the hub has not acknowledged yet, in order, several entries in a message. Each call publishes some of it and
 * says whether there may be more.
 *
 * Published twice is harmless (the place in the feed is unique at every recipient); published never is noticed by the
 * heartbeat. So the mark moves only after the acknowledgement.
 */
export function createPublisher(
  context: ExchangeContext,
  states: FeedStates,
  ownFeed: OwnFeed,
): () => Promise<boolean> {
  const { jurisdiction, connection, bus } = context
  let published: number | undefined
  return async () => {
    published ??= await readPublished(connection.db, jurisdiction)
    if (published >= states.get(jurisdiction).head.seq) return false
    const entries =
      ownFeed.recentAfter(published, batch) ??
      (await readEntries(connection.db, jurisdiction, published, batch))
    for (const message of messagesOf(entries)) {
      const last = message.at(-1)
      if (last === undefined) continue
      const bytes = packFrames(message)
      await bus.publish(feedSubject(jurisdiction), bytes, { id: `${toHex(last.hash)}-${message.length}` })
      await setPublished(connection.db, jurisdiction, last.seq)
      published = last.seq
      context.metrics.published(message.length, bytes.length)
    }
    return entries.length === batch
  }
}

/** An entry as it is published. */
export type StoredEntry = Frame & { readonly seq: number; readonly hash: Uint8Array }

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
