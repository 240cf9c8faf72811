import { CryptoError, openDocument } from '@crosswatch/crypto'
import type { BusMessage } from '@crosswatch/bus'
import {
  FormatError,
  heartbeatDocument,
  parseEnvelope,
  sha256,
  unpackMessage,
  type FeedMessage,
} from '@crosswatch/protocol'
import type { CatchUp } from '../catch-up/catch-up.ts'
import { ownerOf, type ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import { insertQuarantine } from '../store/boxes.ts'
import type { Delivery, TakeEntries, TakeResult } from './take-entries.ts'

/**
 * Takes messages of the stream. They are acknowledged after the commit, never before: whatever happens in between, they
 * come again. Poison is kept in quarantine and acknowledged, so that the feeds of others go on.
 */
export async function receive(
  context: ExchangeContext,
  states: FeedStates,
  take: TakeEntries,
  catchUp: CatchUp,
  messages: readonly BusMessage[],
): Promise<TakeResult> {
  const deliveries: Delivery[] = []
  for (const message of messages) {
    const claimedIssuer = message.subject.split('.').at(-1) ?? ''
    const unpacked = await unpackOrQuarantine(context, claimedIssuer, message.data)
    if (unpacked?.kind === 'entries')
      deliveries.push({ frames: unpacked.frames, claimedIssuer, source: 'stream' })
    if (unpacked?.kind === 'heartbeat')
      takeHeartbeat(context, states, catchUp, claimedIssuer, unpacked.envelope)
  }
  const result = await take(deliveries)
  for (const [issuer, seq] of result.behind) catchUp.note(issuer, seq)
  for (const message of messages) message.ack()
  return result
}

async function unpackOrQuarantine(
  context: ExchangeContext,
  issuer: string,
  data: Uint8Array,
): Promise<FeedMessage | undefined> {
  try {
    return unpackMessage(data)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    context.metrics.refused(issuer, 'malformed')
    await insertQuarantine(context.connection.db, [
      {
        issuer,
        seq: 0,
        hash: sha256(data),
        reason: 'malformed',
        detail: error.message,
        source: 'stream',
        envelope: data.subarray(0, 64 * 1024),
      },
    ])
    return undefined
  }
}

/** A heartbeat that says more than we hold is a reason to ask; one that is not signed by the issuer is nothing. */
function takeHeartbeat(
  context: ExchangeContext,
  states: FeedStates,
  catchUp: CatchUp,
  issuer: string,
  bytes: Uint8Array,
): void {
  const owner = ownerOf(context, issuer)
  if (owner === undefined || issuer === context.jurisdiction) return
  const { keys, head } = states.get(issuer)
  try {
    const envelope = parseEnvelope(bytes)
    // The place it speaks of may lie beyond what is held here: the key must be valid at least where we stand.
    const { value } = openDocument(heartbeatDocument, envelope, (keyid) =>
      keys.signingKey(keyid, Math.max(head.seq, 1), head.at),
    )
    if (value.federation !== owner.federation || value.issuer !== issuer) return
    catchUp.note(issuer, value.seq)
    context.metrics.heard(issuer, Date.parse(value.at), context.clock().getTime())
    if (value.seq === head.seq && value.head !== head.hash) context.metrics.refused(issuer, 'fork')
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof CryptoError)) throw error
    context.metrics.refused(issuer, 'malformed')
  }
}
