import { CryptoError, keyOf, readKeyEvent, verifySignature, type KeyOwner } from '@crosswatch/crypto'
import { FormatError, type Envelope } from '@crosswatch/protocol'
import {
  ed25519Type,
  ed25519Verifier,
  formatVerifierKey,
  logOrigin,
  type NoteVerifier,
} from '@crosswatch/transparency'

/**
 * The keys with which this node's log may be signed: those that its root certified. The statements come from the exchange,
 * which cannot make one up: only the root can sign them, and the pinned federation document says which root that is.
 */
export function logVerifiers(envelopes: readonly Envelope[], root: KeyOwner): readonly NoteVerifier[] {
  const name = logOrigin(root.federation, root.jurisdiction)
  return envelopes.flatMap((envelope) => {
    const key = certifiedLogKey(envelope, root)
    if (key === undefined) return []
    return [ed25519Verifier(formatVerifierKey({ name, type: ed25519Type, publicKey: key }), verifySignature)]
  })
}

function certifiedLogKey(envelope: Envelope, root: KeyOwner): Uint8Array | undefined {
  try {
    const event = readKeyEvent(envelope, root)
    return event.kind === 'key' && event.statement.use === 'log' ? keyOf(event.statement) : undefined
  } catch (error) {
    if (error instanceof CryptoError || error instanceof FormatError) return undefined
    throw error
  }
}
