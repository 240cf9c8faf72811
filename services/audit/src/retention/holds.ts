import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { type HoldSubject, type LegalHold, newUuid, ServiceError } from '@crosswatch/protocol'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { legalHold } from '../store/retention-schema.ts'

/** Who sets or lifts a hold, when and why. */
export interface HoldAct {
  readonly by: string
  readonly at: Date
  readonly reason: string
}

/** From now on nothing that the hold names is erased. @returns its id */
export async function setHold(
  executor: Executor,
  storageKey: StorageKey,
  subject: HoldSubject,
  { by, at, reason }: HoldAct,
): Promise<string> {
  const id = newUuid()
  const { box, key } = storageKey.seal(Buffer.from(reason), contextOf(id))
  await executor.insert(legalHold).values({
    id,
    kind: subject.kind,
    subject: valueOf(subject),
    reason: box,
    reasonKey: key,
    setBy: by,
    setAt: at,
  })
  return id
}

/** @throws {ServiceError} `not-found`; `wrong-state` if it was lifted before */
export async function liftHold(
  executor: Executor,
  storageKey: StorageKey,
  id: string,
  { by, at, reason }: HoldAct,
): Promise<void> {
  const { box, key } = storageKey.seal(Buffer.from(reason), `${contextOf(id)} lifted`)
  const lifted = await executor
    .update(legalHold)
    .set({ liftedBy: by, liftedAt: at, liftReason: box, liftReasonKey: key })
    .where(and(eq(legalHold.id, id), isNull(legalHold.liftedAt)))
    .returning({ id: legalHold.id })
  if (lifted.length === 1) return
  const known = await executor.$count(legalHold, eq(legalHold.id, id))
  throw known === 0
    ? new ServiceError('not-found')
    : new ServiceError('wrong-state', { detail: 'the hold was lifted before' })
}

/** Holds in force, the youngest first. */
export async function listHolds(executor: Executor, storageKey: StorageKey): Promise<LegalHold[]> {
  const rows = await executor
    .select()
    .from(legalHold)
    .where(isNull(legalHold.liftedAt))
    .orderBy(desc(legalHold.setAt), desc(legalHold.id))
  return rows.map(({ id, kind, subject, reason, reasonKey, setBy, setAt }) => ({
    id,
    subject: subjectOf(kind, subject),
    reason:
      reason === null || reasonKey === null
        ? 'In the record of the day on which it was set.'
        : Buffer.from(storageKey.open({ box: reason, key: reasonKey }, contextOf(id))).toString(),
    setBy,
    setAt: setAt.toISOString(),
  }))
}

function contextOf(id: string): string {
  return `legal hold ${id}`
}

function valueOf(subject: HoldSubject): string {
  switch (subject.kind) {
    case 'alert':
      return subject.alert
    case 'officer':
      return subject.officer
    case 'record':
      return subject.record
    case 'consent':
      return subject.consent
    case 'screening':
      return subject.screening
  }
}

function subjectOf(kind: HoldSubject['kind'], value: string): HoldSubject {
  switch (kind) {
    case 'alert':
      return { kind, alert: value }
    case 'officer':
      return { kind, officer: value }
    case 'record':
      return { kind, record: value }
    case 'consent':
      return { kind, consent: value }
    case 'screening':
      return { kind, screening: value }
  }
}
