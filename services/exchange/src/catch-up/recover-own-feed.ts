import { setTimeout as delay } from 'node:timers/promises'
import { peersOf, type ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import { countBare } from '../store/feeds.ts'
import type { CatchUp } from './catch-up.ts'

/** How long those are waited for that are away, or behind, and might have whole what of the others nobody has. */
const patienceForBodiesMs = 10 * 60_000

/** How long a node whose feed is not empty waits for the others before it goes on with what it has. */
const patienceMs = 3_000

/**
 * Before this node signs anything, it asks the others how far they know its feed to go. A database that was lost or restored
 * from a backup would otherwise sign a second entry for a place that is taken: a fork.
 *
 * An entry that nobody has whole any more (what was in it is withdrawn, or was addressed to nobody) is read back by its header: the feed
 * goes on, its content is lost.
 *
 * A node with an empty feed waits until somebody answers, unless it was told that it is new (`isNew`): nothing that signs
 * is created by accident.
 */
export async function recoverOwnFeed(
  context: ExchangeContext,
  states: FeedStates,
  catchUp: CatchUp,
  isNew: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { jurisdiction, log } = context
  const [deadline, bodiesDeadline] = [Date.now() + patienceMs, Date.now() + patienceForBodiesMs]
  const before = states.get(jurisdiction).head.seq
  const isEmpty = () => states.get(jurisdiction).head.seq === 0
  for (;;) {
    signal.throwIfAborted()
    const { answered, ownUpTo } = await catchUp.askHeads()
    const behind = catchUp.missing().get(jurisdiction) ?? 0
    const allKnow =
      answered === peersOf(context).length && ownUpTo >= states.get(jurisdiction).head.seq + behind
    const waited = Date.now() > bodiesDeadline
    const ownHeaders = waited ? 'in-any-case' : allKnow ? 'when-all-answer' : 'none'
    await catchUp.fetchMissing({ ownFeed: true, ownHeaders })
    const missing = catchUp.missing().get(jurisdiction) ?? 0
    if (missing === 0 && (answered > 0 || isNew)) return tellLost()
    if (missing === 0 && !isEmpty() && Date.now() > deadline) return tellLost()
    log.warn(
      { missing, answered },
      'waiting for the others before signing: this feed may go further than the database says',
    )
    await delay(500, undefined, { signal })
  }

  async function tellLost(): Promise<void> {
    const entries = await countBare(context.connection.db, jurisdiction, before)
    if (entries === 0) return
    log.error(
      { entries },
      'of entries of this feed nobody has more than the header: what was in them is lost',
    )
  }
}
