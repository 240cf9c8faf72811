import type { AlertsContext } from '../context.ts'
import type { IncomingLetter } from '../store/inbox.ts'

/** Canonical bytes of the document that a letter brought; nothing if it brought none. */
export function payloadOf(
  { storageKey }: Pick<AlertsContext, 'storageKey'>,
  { issuer, seq, document, documentKey }: IncomingLetter,
): Uint8Array | undefined {
  if (document === null || documentKey === null) return undefined
  return storageKey.open({ box: document, key: documentKey }, `inbox ${issuer} ${seq}`)
}
