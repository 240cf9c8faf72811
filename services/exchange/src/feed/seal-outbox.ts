import {
  assertSealable,
  recloseCompartment,
  sealBody,
  signPayload,
  type ClosedCompartment,
  type EntryPlace,
  type SealRecipient,
  type StorageKey,
} from '@crosswatch/crypto'
import {
  compartments as everyCompartment,
  fromBase64,
  letterDocument,
  letterTypes,
  outboxContext,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { ChannelBook } from '../channels/channel-book.ts'
import type { ExchangeContext } from '../context.ts'
import {
  insertSent,
  keepForLater,
  lockUnchanged,
  markFailed,
  readOutbox,
  removeFromOutbox,
  type OutboxRow,
} from '../store/boxes.ts'
import type { EntryDraft, OwnFeed } from './own-feed.ts'
import { selfChannelKey } from './states.ts'

/** Letters in one transaction. Large enough to share a commit, small enough that the first does not wait long. */
const batch = 64

/**
 * Takes the next letters out of the outbox into the feed: unlocks, signs, seals, chains; entries in, letters out, in one
 * transaction.
 *
 * A recipient with whom there is no channel yet gets the letter later, when there is one. Letters that were recalled or addressed
 * anew before it was their turn are read again.
 *
 * @returns whether there may be more
 */
export async function sealOutbox(
  context: ExchangeContext,
  ownFeed: OwnFeed,
  channels: ChannelBook,
): Promise<boolean> {
  const rows = await readOutbox(context.connection.db, batch)
  if (rows.length === 0) {
    await ownFeed.settle()
    return false
  }
  const epoch = context.clock().toISOString().slice(0, 7)
  const letters: ReadyLetter[] = []
  const failed: number[] = []
  for (const row of rows) {
    const now = row.recipients.filter(({ jurisdiction }) => channels.keyTo(jurisdiction, epoch) !== undefined)
    const later = row.recipients.filter(
      ({ jurisdiction }) => channels.keyTo(jurisdiction, epoch) === undefined,
    )
    try {
      letters.push({
        row,
        prepared: prepare(context, row, recipientsOf(context, channels, epoch, now)),
        later,
      })
    } catch (error) {
      context.log.error({ outbox: row.id, ref: row.ref, error: nameOf(error) }, 'a letter cannot be sealed')
      failed.push(row.id)
    }
  }
  await markFailed(context.connection.db, failed)
  if (letters.length > 0) {
    try {
      await appendLetters(context, ownFeed, channels, { letters, epoch })
    } catch (error) {
      if (error instanceof LettersChanged) return true
      throw error
    }
    context.metrics.sealed(letters.length)
  }
  return rows.length === batch
}

/** Between reading the letters and their turn to be appended, one was recalled, addressed anew or sent. */
class LettersChanged extends Error {}

interface ReadyLetter {
  readonly row: OutboxRow
  readonly prepared: PreparedLetter
  /** For whom it is kept, because there was no channel. */
  readonly later: OutboxRow['recipients']
}

/** @throws {LettersChanged} nothing was appended then */
async function appendLetters(
  { storageKey }: ExchangeContext,
  ownFeed: OwnFeed,
  channels: ChannelBook,
  { letters, epoch }: { readonly letters: readonly ReadyLetter[]; readonly epoch: string },
): Promise<void> {
  await ownFeed.append(
    letters.map(({ prepared }) => draftOf(prepared)),
    async (tx, places) => {
      const rows = letters.map(({ row }) => row)
      if (!(await lockUnchanged(tx, rows))) throw new LettersChanged()
      await insertSent(
        tx,
        places.flatMap(({ seq }, index) => {
          const letter = letters[index]
          return letter === undefined ? [] : [{ seq, ref: letter.row.ref }]
        }),
      )
      await removeFromOutbox(
        tx,
        letters.filter(({ later }) => later.length === 0).map(({ row }) => row.id),
      )
      for (const { row, later } of letters) {
        if (later.length === 0) continue
        // A channel that was set up since the letter was prepared woke only what waited then.
        const thereNow = later.some(({ jurisdiction }) => channels.keyTo(jurisdiction, epoch) !== undefined)
        const state = thereNow ? 'ready' : 'waiting'
        await keepForLater(tx, { ...forLater(storageKey, row, later), state })
      }
    },
  )
}

interface PreparedLetter {
  readonly letter: Uint8Array
  readonly compartments: readonly ClosedCompartment[]
  readonly recipients: readonly SealRecipient[]
}

function prepare(
  { storageKey, keys }: ExchangeContext,
  row: OutboxRow,
  recipients: readonly SealRecipient[],
): PreparedLetter {
  const payload = openDocument(storageKey, row)
  if (row.payloadType !== letterTypes[row.kind]?.document.payloadType) {
    throw new RangeError('The outbox holds a letter of a type this version does not sign.')
  }
  const document = signPayload(row.payloadType, payload, keys.signer)
  const prepared = {
    letter: letterDocument.encode({ v: 1, kind: row.kind, document }),
    // Under new keys for every entry: a letter sealed again for a late recipient shows no bytes of the first time.
    compartments: row.compartments.map(({ name, box, key: wrapped }) => {
      const key = storageKey.unwrap(fromBase64(wrapped), `compartment ${row.ref} ${name}`)
      return recloseCompartment({ name, box: fromBase64(box), key }, payload)
    }),
    recipients,
  }
  assertSealable(prepared.letter, prepared.compartments, recipients)
  return prepared
}

/** Opens only with the recipients that the letter was written for. */
function openDocument(
  storageKey: StorageKey,
  { ref, kind, recipients, document, documentKey }: OutboxRow,
): Uint8Array {
  return storageKey.open({ box: document, key: documentKey }, outboxContext(ref, kind, recipients))
}

/** The same letter, for those who are still to get it. */
function forLater(storageKey: StorageKey, row: OutboxRow, recipients: OutboxRow['recipients']) {
  const { box, key } = storageKey.seal(
    openDocument(storageKey, row),
    outboxContext(row.ref, row.kind, recipients),
  )
  return { id: row.id, recipients, document: box, documentKey: key }
}

function draftOf({ letter, compartments, recipients }: PreparedLetter): EntryDraft {
  return { class: 'sealed', body: (place: EntryPlace) => sealBody(place, letter, compartments, recipients) }
}

/** The others, and this node itself, which may open everything it issued. */
function recipientsOf(
  context: ExchangeContext,
  channels: ChannelBook,
  epoch: string,
  recipients: OutboxRow['recipients'],
): SealRecipient[] {
  const self: SealRecipient = {
    channelKey: selfChannelKey(context),
    compartments: everyCompartment,
  }
  return [self, ...recipients.flatMap((recipient) => recipientOf(channels, epoch, recipient))]
}

function recipientOf(
  channels: ChannelBook,
  epoch: string,
  {
    jurisdiction,
    compartments,
  }: { jurisdiction: JurisdictionCode; compartments: SealRecipient['compartments'] },
): SealRecipient[] {
  const channelKey = channels.keyTo(jurisdiction, epoch)
  return channelKey ? [{ channelKey, compartments }] : []
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
