import type { Transaction } from '@crosswatch/database'
import {
  fromBase64,
  outboxContext,
  releaseAnswerDocument,
  releaseRequestDocument,
  toBase64,
} from '@crosswatch/protocol'
import type { ConsentContext } from '../context.ts'
import { enqueue, openLetter, type IncomingLetter } from '../store/exchange.ts'
import type { OpenQuestions } from './ask.ts'
import { release } from './release.ts'

/** Another node asks this one. The answer goes out if this transaction commits, and not otherwise. */
export async function takeReleaseRequest(
  context: ConsentContext,
  tx: Transaction,
  letter: IncomingLetter,
): Promise<void> {
  const bytes = openLetter(context.storageKey, letter)
  // Its own questions come back to a node that recovers its feed.
  if (bytes === undefined || letter.issuer === context.jurisdiction) return
  const request = releaseRequestDocument.restore(bytes)
  if (request.to !== context.jurisdiction) return
  const sealed = await release(context, tx, request, letter.issuer)
  const recipients = [{ jurisdiction: letter.issuer, compartments: [] as [] }]
  const document = releaseAnswerDocument.encode({
    v: 1,
    id: request.id,
    issuer: context.jurisdiction,
    to: letter.issuer,
    at: context.clock().toISOString(),
    ...(sealed === undefined ? {} : { sealed: toBase64(sealed) }),
  })
  const { box, key } = context.storageKey.seal(document, outboxContext(request.id, 'release', recipients))
  await enqueue(tx, {
    ref: request.id,
    kind: 'release',
    payloadType: releaseAnswerDocument.payloadType,
    document: box,
    documentKey: key,
    recipients,
  })
}

/** An answer for an officer of this node. What nobody waits for any more cannot be opened any more. */
export function takeRelease(context: ConsentContext, questions: OpenQuestions, letter: IncomingLetter): void {
  const bytes = openLetter(context.storageKey, letter)
  if (bytes === undefined || letter.issuer === context.jurisdiction) return
  const { id, to, sealed } = releaseAnswerDocument.restore(bytes)
  if (to === context.jurisdiction)
    questions.answered({ id, issuer: letter.issuer }, sealed === undefined ? undefined : fromBase64(sealed))
}
