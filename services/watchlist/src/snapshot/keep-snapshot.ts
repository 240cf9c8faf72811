import { startLoop, type Loop } from '@crosswatch/service-kit'
import type { BackgroundList } from '../background/background-list.ts'
import type { WatchlistLog } from '../context.ts'
import type { ListFeed } from '../feed/list-feed.ts'

/**
 * Renews the snapshot while the list changes, in a thread: queries go on. What is withdrawn leaves the disk with the next
 * one.
 */
export function keepSnapshot(
  feed: Pick<ListFeed, 'sequence'>,
  background: Pick<BackgroundList, 'save'>,
  log: WatchlistLog,
  everyMs: number,
): Loop {
  let saved = feed.sequence()
  return startLoop(
    async () => {
      const sequence = feed.sequence()
      if (sequence === saved) return false
      await background.save(sequence)
      saved = sequence
      return false
    },
    { everyMs, onError: (error) => log.warn({ err: error }, 'the snapshot could not be renewed') },
  )
}
