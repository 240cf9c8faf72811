import {
  newUuid,
  type ConsentDetail,
  type HitReference,
  type Purpose,
  type QueryAnswer,
  type RecordList,
  type ReviewList,
} from '@crosswatch/protocol'
import { fullAgreement, inventedDraft } from '../support/drafts.ts'
import { issue, until, type Staff } from '../support/sharing.ts'
import type { ObjectKind } from './matrix.ts'

/** The ids of one thing of each kind that a jurisdiction has, or an officer of it. */
export type Belongings = Readonly<Record<Exclude<ObjectKind, 'release'>, string>>

/** Makes one thing of each kind at a node. What it issues, it shares with nobody. */
export async function belongingsOf(code: string, staff: Staff, other: string): Promise<Belongings> {
  const { analyst, admin, auditor, border, liaison, protection, supervisor } = staff
  const draft = inventedDraft(code.charCodeAt(1))
  const { id: alert } = await analyst.expect<{ id: string }>('alerts', 'POST', '/v1/alerts', draft)
  const agreement = await admin.expect<{ digest: string }>('alerts', 'POST', '/v1/agreements', {
    ...fullAgreement(code, other),
    title: `Of ${code}`,
  })
  const consent = await protection.expect<{ id: string }>(
    'consent',
    'POST',
    '/v1/consents',
    consentDraft([other]),
  )
  // Asked for at home, by a jurisdiction that the survivor did not name: refused, which is an opening on record too.
  await liaison.call('consent', 'POST', '/v1/releases', {
    origin: code,
    consent: consent.id,
    purpose: 'criminal-investigation',
    legalBasis: 'Labour Code, article 12',
    reference: 'CASE-7',
    categories: ['contact'],
  })
  const { openings } = await protection.expect<ConsentDetail>('consent', 'GET', `/v1/consents/${consent.id}`)
  const opening = openings[0]?.record ?? ''
  const list = await analyst.expect<{ id: string }>('alerts', 'POST', '/v1/imports', {
    source: `source-${code.toLowerCase()}`,
    complete: false,
  })
  const screening = newUuid()
  await border.expect('watchlist', 'POST', '/v1/screenings', {
    id: screening,
    purpose: 'border-check',
    rows: 'name\nSomebody Unlisted\n',
  })
  const met = await issue(staff, listedDraft(code))
  await until('the alert in force', async () => {
    const { verdict } = await border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
      purpose: 'border-check',
      subject: { name: listedName(code) },
    })
    return verdict !== 'none'
  })
  const hit = await border.expect<HitReference>('alerts', 'POST', '/v1/hits', hitOn(met))
  const dispute = await protection.expect<{ id: string }>('alerts', 'POST', '/v1/disputes', {
    alert: met,
    request: 'correction',
    statement: 'The place is wrong.',
    block: false,
  })
  const override = await border.expect<{ id: string }>('watchlist', 'POST', '/v1/overrides', {
    alert: met,
    document: { number: 'Q1234567', country: 'XC' },
    purpose: 'border-check',
    reason: 'Another person of that name',
  })
  const clearing = await border.expect<{ id: string }>('watchlist', 'POST', '/v1/overrides', {
    alert: met,
    document: { number: 'Q7654321', country: 'XC' },
    purpose: 'border-check',
    reason: 'Another person of that name',
  })
  await supervisor.expect('watchlist', 'POST', `/v1/overrides/${clearing.id}/approve`)
  const clearance = await supervisor.expect<{ id: string }>('alerts', 'POST', '/v1/clearances', {
    override: clearing.id,
    birthDate: '1991-02-03',
    ground: 'biometrics-differ',
    consent: { givenBy: 'person', on: '2026-01-02', notice: { version: '1', language: 'ne' } },
  })
  const breakGlass = await border.expect<{ id: string }>('audit', 'POST', '/v1/break-glass', {
    reason: 'Somebody is in danger at the crossing',
  })
  const hold = await auditor.expect<{ id: string }>('audit', 'POST', '/v1/holds', {
    purpose: 'oversight',
    subject: { kind: 'alert', alert },
    reason: 'Order 7 of a court',
  })
  await until('a look to be drawn', async () => {
    await auditor.expect('audit', 'POST', '/v1/reviews/sample', {
      purpose: 'oversight',
      from: '2026-01-01T00:00:00.000Z',
      count: 1,
    })
    return (await reviewsOf(staff)).reviews.length > 0
  })
  const { reviews } = await reviewsOf(staff)
  let record: string | undefined
  await until('a query that has its place in the log', async () => {
    const found = await auditor.expect<RecordList>('audit', 'POST', '/v1/records/search', {
      purpose: 'oversight',
      operation: 'query',
      to: new Date(Date.now() - 1_500).toISOString(),
      limit: 1,
    })
    record = found.records[0]?.record.id
    return record !== undefined
  })
  return {
    agreement: agreement.digest,
    alert,
    'alert in force': met,
    'break-glass': breakGlass.id,
    clearance: clearance.id,
    consent: consent.id,
    dispute: dispute.id,
    hit: hit.id,
    hold: hold.id,
    import: list.id,
    opening,
    override: override.id,
    'override in force': clearing.id,
    record: record ?? '',
    review: reviews[0]?.id ?? '',
    screening,
  }
}

/** Whom the alert names that a jurisdiction has issued. */
export function listedName(code: string): string {
  return listedDraft(code).identity?.names[0]?.full ?? ''
}

function listedDraft(code: string) {
  return inventedDraft(code.charCodeAt(1) + 40)
}

function reviewsOf({ auditor }: Staff): Promise<ReviewList> {
  return auditor.expect<ReviewList>('audit', 'GET', '/v1/reviews')
}

/** A hit on an alert, as it is confirmed. */
export function hitOn(alert: string) {
  return {
    alert,
    at: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString(),
    place: 'Crossing 4',
    taken: 'observed',
    danger: false,
    contact: { desk: 'Duty desk', phone: '+999 01 555 0100' },
  }
}

/** A consent that lets these jurisdictions know, for one purpose. */
export function consentDraft(recipients: readonly string[], purpose: Purpose = 'criminal-investigation') {
  const day = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString()
  return {
    subject: 'S-2026-014',
    notice: { title: 'What we pass on, and to whom', version: '3', language: 'ne' },
    status: 'given',
    method: 'signed',
    recipients,
    never: [],
    purposes: [purpose],
    categories: ['contact'],
    validUntil: day(90),
    reviewBy: day(30),
    information: { contact: 'Reachable through the shelter at noon' },
  }
}
