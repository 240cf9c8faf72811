import {
  ServiceError,
  type HitOutcome,
  type MessageContent,
  type MessageDraft,
  type Urgency,
} from '@crosswatch/protocol'

/** The clocks of the follow-up (rules version 1; the reply to a hit: SIRENE manual, section 1.10). */
const hour = 3_600_000

/** Until when the issuer of an alert is to say something about a hit. */
export function hitDueBy(at: Date, danger: boolean): Date {
  return new Date(at.getTime() + (danger ? 1 : 12) * hour)
}

/** Until when a request for supplementary information is to be answered. */
export function requestDueBy(at: Date, urgency: Urgency): Date {
  return new Date(at.getTime() + (urgency === 'urgent' ? 12 : 5 * 24) * hour)
}

/** A message of the thread as far as the rules need it. */
export interface Said {
  readonly id: string
  readonly from: string
  readonly kind: MessageDraft['kind']
  readonly dueBy: Date | null
  readonly answers: string | null
  readonly digest: string
}

/** A hit as far as the rules need it. */
export interface FollowedHit {
  readonly issuer: string
  readonly reporter: string
  readonly dueBy: Date
  readonly answeredAt: Date | null
  readonly outcome: HitOutcome | null
}

/** Whether a request waits for an answer beyond its deadline. */
export function isOverdue(said: Said, thread: readonly Said[], now: Date): boolean {
  return said.dueBy !== null && said.dueBy < now && !thread.some(({ answers }) => answers === said.id)
}

/** Whether somebody waits beyond a deadline: for the issuer's first word, or for an answer. */
export function hitOverdue(hit: FollowedHit, thread: readonly Said[], now: Date): boolean {
  if (hit.outcome !== null) return false
  const foreign = hit.issuer !== hit.reporter
  return (
    (foreign && hit.answeredAt === null && hit.dueBy < now) ||
    thread.some((said) => isOverdue(said, thread, now))
  )
}

/** What a message refers to: a request that it answers, a handover that it confirms. */
export interface Reference {
  readonly kind: 'request' | 'handover'
  readonly id: string
  /** Of the handover as the confirming side read it. */
  readonly digest?: string
}

/**
 * Why a message has no place in the thread, whoever wrote it: this node's officers and other nodes are held to the same
 * rules.
 */
export function messageProblem(
  hit: FollowedHit,
  thread: readonly Said[],
  from: string,
  reference: Reference | undefined,
): 'closed' | 'reference-unknown' | undefined {
  if (hit.outcome !== null) return 'closed'
  if (reference === undefined) return undefined
  const found = thread.find(({ id }) => id === reference.id)
  const fits =
    found !== undefined &&
    found.kind === reference.kind &&
    (found.from !== from || hit.issuer === hit.reporter) &&
    !thread.some(({ answers }) => answers === found.id) &&
    (reference.digest === undefined || reference.digest === found.digest)
  return fits ? undefined : 'reference-unknown'
}

/** What a message refers to, if it does: as an officer writes it, or as it arrives with a digest. */
export function referenceOf(content: MessageDraft | MessageContent): Reference | undefined {
  if (content.kind === 'answer') return { kind: 'request', id: content.request }
  if (content.kind !== 'handover-confirmed') return undefined
  return {
    kind: 'handover',
    id: content.handover,
    ...('digest' in content ? { digest: content.digest } : {}),
  }
}

/** @throws {ServiceError} `wrong-state` if the message has no place in the thread */
export function assertPlace(...args: Parameters<typeof messageProblem>): void {
  const problem = messageProblem(...args)
  if (problem === 'closed') throw new ServiceError('wrong-state', { detail: 'the thread is closed' })
  if (problem !== undefined) {
    throw new ServiceError('wrong-state', {
      detail: 'the thread has no such request or handover of the other side that is still open',
    })
  }
}
