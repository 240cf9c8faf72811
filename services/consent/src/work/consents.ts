import {
  ServiceError,
  type ConsentDetail,
  type ConsentDraft,
  type ConsentStatus,
  type ConsentSummary,
  type Purpose,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type ConsentContext } from '../context.ts'
import { consentProblems, isGiven, periodProblems, statusAt } from '../domain/consent-rules.ts'
import {
  countReleased,
  endConsent,
  holdConsent,
  insertConsent,
  listConsents,
  readConsent,
  readOpenings,
  renewConsent,
  type StoredConsent,
} from '../store/consents.ts'
import { holdLedger } from '../store/ledger.ts'
import { enterErased } from './ledger.ts'

/** What a consent is kept for; what survivors' information is opened for, each release says. */
const purpose: Purpose = 'alert-management'

/** Takes a consent down as the protection officer heard it. @throws {ServiceError} `rule-not-met`, with the fields */
export async function recordConsent(
  context: ConsentContext,
  officer: Officer,
  draft: ConsentDraft,
): Promise<ConsentSummary> {
  const now = context.clock()
  const problems = consentProblems(draft, now)
  if (problems.length > 0) throw new ServiceError('rule-not-met', { fields: problems })
  const id = context.newId()
  const { status, information, ...terms } = draft
  const row = { id, status, terms, information, recordedBy: officer.id, recordedAt: now }
  await context.connection.transaction(async (tx) => {
    await insertConsent(tx, context.storageKey, row)
    await context.accessLog.append(tx, [actOf(officer, 'consent.record', recordTerms(id))])
  })
  return summaryOf({ id, status, terms, validUntil: new Date(terms.validUntil) }, now)
}

/** All consents, those to be looked at next first. */
export async function listForOfficer(context: ConsentContext, officer: Officer): Promise<ConsentSummary[]> {
  const { connection, storageKey, accessLog, clock } = context
  const rows = await listConsents(connection.db, storageKey)
  await accessLog.append(connection.db, [actOf(officer, 'consent.list', { purpose, count: rows.length })])
  return rows.map((row) => summaryOf(row, clock()))
}

/** What was consented to and who asked since; not the information itself. */
export async function showToOfficer(
  context: ConsentContext,
  officer: Officer,
  id: string,
): Promise<ConsentDetail> {
  const { connection, storageKey, accessLog, clock } = context
  const found = await readConsent(connection.db, storageKey, id)
  if (found === undefined) throw new ServiceError('not-found')
  const openings = await readOpenings(connection.db, storageKey, id)
  await accessLog.append(connection.db, [actOf(officer, 'consent.view', recordTerms(id))])
  return {
    summary: summaryOf(found, clock()),
    consent: found.terms,
    recordedBy: found.recordedBy,
    recordedAt: found.recordedAt.toISOString(),
    openings,
  }
}

/**
 * The survivor takes the consent back, or its protection officer ends it. From the commit on nothing is released under it, and
 * what was kept for release is destroyed.
 *
 * @returns how often something had been released before
 */
export async function withdrawConsent(context: ConsentContext, officer: Officer, id: string) {
  return context.connection.transaction(async (tx) => {
    await holdLedger(tx)
    const held = await holdConsent(tx, context.storageKey, id, 'update')
    if (held === undefined) throw new ServiceError('not-found')
    if (held.status === 'withdrawn') throw new ServiceError('wrong-state', { detail: 'it is withdrawn' })
    const at = context.clock().toISOString()
    await enterErased(context, tx, [{ v: 1, kind: 'consent', id, at }])
    await endConsent(tx, id, 'withdrawn')
    await context.accessLog.append(tx, [actOf(officer, 'consent.withdraw', recordTerms(id))])
    const status: ConsentStatus = 'withdrawn'
    return { status, released: await countReleased(tx, id) }
  })
}

/** The survivor was asked again and said yes again, to the same. @throws {ServiceError} `wrong-state`, `rule-not-met` */
export async function renew(
  context: ConsentContext,
  officer: Officer,
  id: string,
  period: { readonly validUntil: string; readonly reviewBy: string },
): Promise<ConsentSummary> {
  const now = context.clock()
  const problems = periodProblems(period.validUntil, period.reviewBy, now)
  if (problems.length > 0) throw new ServiceError('rule-not-met', { fields: problems })
  return context.connection.transaction(async (tx) => {
    const held = await holdConsent(tx, context.storageKey, id, 'update')
    if (held === undefined) throw new ServiceError('not-found')
    if (!isGiven(held.status)) throw new ServiceError('wrong-state', { detail: `it is ${held.status}` })
    await renewConsent(tx, context.storageKey, held, period)
    await context.accessLog.append(tx, [actOf(officer, 'consent.renew', recordTerms(id))])
    const terms = { ...held.terms, ...period }
    return summaryOf({ id, status: 'renewed-given', terms, validUntil: new Date(period.validUntil) }, now)
  })
}

function summaryOf(
  { id, status, terms, validUntil }: Pick<StoredConsent, 'id' | 'status' | 'terms' | 'validUntil'>,
  now: Date,
): ConsentSummary {
  const standing = statusAt(status, validUntil, now)
  return {
    id,
    subject: terms.subject,
    status: standing,
    recipients: terms.recipients,
    validUntil: terms.validUntil,
    reviewBy: terms.reviewBy,
    reviewDue: isGiven(standing) && new Date(terms.reviewBy) <= now,
  }
}

function recordTerms(consent: string) {
  return { purpose, terms: { query: { consent } } }
}
