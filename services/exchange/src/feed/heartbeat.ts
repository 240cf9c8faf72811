import { signDocument } from '@crosswatch/crypto'
import { envelopeBytes, heartbeatDocument, packHeartbeat } from '@crosswatch/protocol'
import { feedSubject, type ExchangeContext } from '../context.ts'
import type { FeedStates } from './states.ts'

/** Says where this node's feed stands, signed. Whoever holds less notices that something was withheld. */
export async function sendHeartbeat(context: ExchangeContext, states: FeedStates): Promise<void> {
  const { jurisdiction, federation, keys, clock, bus } = context
  const { head } = states.get(jurisdiction)
  if (head.hash === null) return
  const at = clock().toISOString()
  const envelope = signDocument(
    heartbeatDocument,
    { v: 1, federation: federation.name, issuer: jurisdiction, seq: head.seq, head: head.hash, at },
    keys.signer,
  )
  await bus.publish(feedSubject(jurisdiction), packHeartbeat(envelopeBytes(envelope)), {
    id: `heartbeat-${jurisdiction}-${at}`,
  })
}
