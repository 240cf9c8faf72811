import { CryptoError, sealToSession } from '@crosswatch/crypto'
import type { Transaction } from '@crosswatch/database'
import {
  fromBase64,
  survivorDocument,
  type JurisdictionCode,
  type ReleaseRequest,
  type SurvivorInformation,
} from '@crosswatch/protocol'
import { ruleAct, type ConsentContext } from '../context.ts'
import { releaseRefusal, releaseRequested } from '../domain/consent-rules.ts'
import { holdConsent, insertOpening, openInformation, type StoredConsent } from '../store/consents.ts'

/** What a box for a session is bound to: this answer to this question. */
export function releaseContext(request: Pick<ReleaseRequest, 'id' | 'to' | 'consent'>): string {
  return `release ${request.to} ${request.consent} ${request.id}`
}

/**
 * Decides a request at the origin, and if live consent covers it opens the information once, for the session that asks.
 *
 * All in the caller's transaction: consent is held as it is from the check to the commit, so that nothing is released after a
 * withdrawal; and what is released is on record, for the log and for the survivor, or it is not released.
 *
 * @param asking whose feed brought the request, or this node itself
 * @returns the sealed information; nothing if it is refused
 */
export async function release(
  context: ConsentContext,
  tx: Transaction,
  request: ReleaseRequest,
  asking: JurisdictionCode,
): Promise<Uint8Array | undefined> {
  const { storageKey, clock, accessLog } = context
  const now = clock()
  const held = await holdConsent(tx, storageKey, request.consent, 'share')
  const decision = context.policies.decideRelease(releaseRequested(held, request, asking, now))
  const reason = decision.failed ? 'refused-by-policy' : releaseRefusal(decision, held, request, asking, now)
  const sealed = held !== undefined && reason === undefined ? sealFor(context, held, request) : undefined
  const { officer, authority, purpose, legalBasis, categories } = request
  const [record = ''] = await accessLog.append(tx, [
    ruleAct('release.answer', {
      purpose,
      legalBasis,
      policies: [...decision.policies],
      recipients: [asking],
      outcome: sealed === undefined ? 'denied' : 'done',
      ...(sealed === undefined ? { reason: reason ?? 'no-session' } : { count: categories.length }),
      terms: { query: { consent: request.consent, request: request.id, officer, categories } },
    }),
  ])
  if (held !== undefined) {
    await insertOpening(tx, storageKey, {
      id: request.id,
      consent: request.consent,
      at: now.toISOString(),
      recipient: asking,
      officer,
      authority,
      purpose,
      legalBasis,
      categories,
      released: sealed !== undefined,
      record,
    })
  }
  return sealed
}

/** Nothing if what should be the key of a session is none: the asking node controls it. */
function sealFor(
  { storageKey }: ConsentContext,
  held: StoredConsent,
  request: ReleaseRequest,
): Uint8Array | undefined {
  const information = openInformation(storageKey, held)
  const asked: SurvivorInformation = Object.fromEntries(
    request.categories.flatMap((category) => {
      const told = information[category]
      return told === undefined ? [] : [[category, told]]
    }),
  )
  try {
    return sealToSession(fromBase64(request.session), releaseContext(request), survivorDocument.encode(asked))
  } catch (error) {
    if (error instanceof CryptoError) return undefined
    throw error
  }
}
