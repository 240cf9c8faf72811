import type { Epoch, JurisdictionCode } from '@crosswatch/protocol'
import type { ExchangeContext } from '../context.ts'
import { channelContext } from '../feed/states.ts'
import { loadChannelKeys } from '../store/feeds.ts'

/** The channel keys from this node to the others. */
export interface ChannelBook {
  /** The key of that month, or the newest there is; nothing before the first was established. */
  keyTo(recipient: JurisdictionCode, epoch: Epoch): Uint8Array | undefined
  has(recipient: JurisdictionCode, epoch: Epoch): boolean
  add(recipient: JurisdictionCode, epoch: Epoch, key: Uint8Array): void
  reload(): Promise<void>
}

export async function loadChannelBook(
  context: Pick<ExchangeContext, 'jurisdiction' | 'storageKey' | 'connection'>,
): Promise<ChannelBook> {
  let book = await readBook(context)
  return {
    keyTo(recipient, epoch) {
      const keys = book.get(recipient)
      const newest = [...(keys?.keys() ?? [])].toSorted().at(-1)
      return keys?.get(epoch) ?? (newest === undefined ? undefined : keys?.get(newest))
    },
    has: (recipient, epoch) => book.get(recipient)?.has(epoch) ?? false,
    add(recipient, epoch, key) {
      book.set(recipient, new Map(book.get(recipient)).set(epoch, key))
    },
    reload: async () => {
      book = await readBook(context)
    },
  }
}

async function readBook({
  jurisdiction,
  storageKey,
  connection,
}: Pick<ExchangeContext, 'jurisdiction' | 'storageKey' | 'connection'>) {
  const book = new Map<JurisdictionCode, Map<Epoch, Uint8Array>>()
  for (const { issuer, recipient, epoch, wrapped } of await loadChannelKeys(connection.db)) {
    if (issuer !== jurisdiction) continue
    const key = storageKey.unwrap(wrapped, channelContext(issuer, recipient, epoch))
    book.set(recipient, new Map(book.get(recipient)).set(epoch, key))
  }
  return book
}
