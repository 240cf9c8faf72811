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
  subject: HoldSubject,
  { by, at, reason }: HoldAct,
): Promise<string> {
  const id = newUuid()
  await executor
    .insert(legalHold)
    .values({ id, kind: subject.kind, subject: valueOf(subject), reason, setBy: by, setAt: at })
  return id
}

/** @throws {ServiceError} `not-found`; `wrong-state` if it was lifted before */
export async function liftHold(executor: Executor, id: string, { by, at, reason }: HoldAct): Promise<void> {
  const lifted = await executor
    .update(legalHold)
    .set({ liftedBy: by, liftedAt: at, liftReason: reason })
    .where(and(eq(legalHold.id, id), isNull(legalHold.liftedAt)))
    .returning({ id: legalHold.id })
  if (lifted.length === 1) return
  const known = await executor.$count(legalHold, eq(legalHold.id, id))
  throw known === 0
    ? new ServiceError('not-found')
    : new ServiceError('wrong-state', { detail: 'the hold was lifted before' })
}

/** Holds in force, the youngest first. */
export async function listHolds(executor: Executor): Promise<LegalHold[]> {
  const rows = await executor
    .select()
    .from(legalHold)
    .where(isNull(legalHold.liftedAt))
    .orderBy(desc(legalHold.setAt), desc(legalHold.id))
  return rows.map(({ id, kind, subject, reason, setBy, setAt }) => ({
    id,
    subject: subjectOf(kind, subject),
    reason,
    setBy,
    setAt: setAt.toISOString(),
  }))
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
