import { setTimeout as delay } from 'node:timers/promises'
import type { ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import type { CatchUp } from './catch-up.ts'

/** How long a node whose feed is not empty waits for the others before it goes on with what it has. */
const patienceMs = 3_000

/**
 * Before this node signs anything, it asks the others how far they know its feed to go. A database that was lost or restored
 * from a backup would otherwise sign a second entry for a place that is taken: a fork.
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
  const deadline = Date.now() + patienceMs
  const isEmpty = () => states.get(jurisdiction).head.seq === 0
  for (;;) {
    signal.throwIfAborted()
    const answered = await catchUp.askHeads()
    await catchUp.fetchMissing({ ownFeed: true })
    const missing = catchUp.missing().get(jurisdiction) ?? 0
    if (missing === 0 && (answered > 0 || isNew)) return
    if (missing === 0 && !isEmpty() && Date.now() > deadline) return
    log.warn(
      { missing, answered },
      'waiting for the others before signing: this feed may go further than the database says',
    )
    await delay(500, undefined, { signal })
  }
}
