import { epochOf, openChannel } from '@crosswatch/crypto'
import type { Epoch, JurisdictionCode } from '@crosswatch/protocol'
import { peersOf, type ExchangeContext } from '../context.ts'
import type { OwnFeed } from '../feed/own-feed.ts'
import { channelContext, type FeedStates } from '../feed/states.ts'
import { wakeWaiting } from '../store/boxes.ts'
import { insertChannelKeys } from '../store/feeds.ts'
import type { ChannelBook } from './channel-book.ts'

/** How long before a month begins its channels are set up. */
const aheadMs = 3 * 24 * 3600 * 1000

/**
 * Sets up the channels of this month, and shortly before its end those of the next, with every member that has published
 * its key for the month.
 *
 * With every member, agreement or not: who deals with whom cannot be read from the channels.
 */
export async function establishChannels(
  context: ExchangeContext,
  states: FeedStates,
  ownFeed: OwnFeed,
  channels: ChannelBook,
): Promise<void> {
  const now = context.clock()
  const epochs = new Set([epochOf(now), epochOf(new Date(now.getTime() + aheadMs))])
  for (const epoch of epochs) {
    for (const recipient of peersOf(context)) {
      const recipientKey = states.get(recipient).keys.channelKey(epoch)
      if (recipientKey === undefined || channels.has(recipient, epoch)) continue
      await establish(context, ownFeed, channels, recipient, epoch, recipientKey)
    }
  }
}

async function establish(
  context: ExchangeContext,
  ownFeed: OwnFeed,
  channels: ChannelBook,
  recipient: JurisdictionCode,
  epoch: Epoch,
  recipientKey: Uint8Array,
): Promise<void> {
  const issuer = context.jurisdiction
  const { key, body } = openChannel(recipientKey, {
    federation: context.federation.name,
    issuer,
    recipient,
    epoch,
  })
  const wrapped = context.storageKey.wrap(key, channelContext(issuer, recipient, epoch))
  await ownFeed.append([{ class: 'channel', body: () => body }], async (tx, [place]) => {
    await insertChannelKeys(tx, [{ issuer, recipient, epoch, seq: place?.seq ?? 0, wrapped }])
    await wakeWaiting(tx, recipient)
  })
  channels.add(recipient, epoch, key)
  context.log.info({ recipient, epoch }, 'channel established')
}
