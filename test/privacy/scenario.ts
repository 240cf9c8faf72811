import {
  type AlertSummary,
  type ConsentDetail,
  type HitDetail,
  type QueryAnswer,
  type ReviewList,
} from '@crosswatch/protocol'
import type { ObjectKind } from '../authorisation/matrix.ts'
import { fullAgreement } from '../support/drafts.ts'
import { agreeOn, issue, until, type Staff } from '../support/sharing.ts'
import type { Needles } from './needles.ts'
import {
  exhibit,
  plainAlert,
  plantedAgreement,
  plantedAlert,
  plantedConsent,
  plantedHit,
  plantedScreening,
} from './planted-things.ts'

export type Parties = Readonly<Record<'XA' | 'XB' | 'XC', Staff>>

/** What stands on the nodes afterwards, whichever of them has it. */
export interface Planted {
  readonly ids: Partial<Readonly<Record<ObjectKind, readonly string[]>>>
  /** The name of the alert that is in force at all three. */
  readonly name: string
}

/**
 * A case as it happens, with a canary in every field: XA issues an alert, XB may see all of it and XC only whom it names; XB meets
 * the subject, and both correspond, dispute, flag and release.
 */
export async function plantEverything(needles: Needles, { XA, XB, XC }: Parties): Promise<Planted> {
  const { plant } = needles

  // The agreement of the demo covers everything among all three; here XC is told less.
  const [demo] = (
    await XA.admin.expect<{ agreements: { digest: string }[] }>('alerts', 'GET', '/v1/agreements')
  ).agreements
  await XA.supervisor.expect('alerts', 'POST', `/v1/agreements/${demo?.digest}/terminate`, {
    reason: plant('agreement of all/reason to terminate'),
  })
  const [withB, withC] = await Promise.all([
    agreeOn(plantedAgreement(needles, 'agreement with XB', 'XA', 'XB'), { XA, XB }),
    agreeOn(
      {
        ...fullAgreement('XA', 'XC'),
        title: 'Whom alerts name, and no more',
        categories: ['inquiry-check'],
        compartments: ['identity'],
      },
      { XA, XC },
    ),
  ])

  // XC does not get what is linked.
  const linked = await issue(XA, plainAlert({ category: 'document' }))
  const draft = plantedAlert(needles, 'alert', {
    ...plainAlert(),
    links: [{ kind: 'related', alert: linked, reason: plant('alert/core.link') }],
  })
  const name = draft.identity?.names[0]?.full ?? ''
  const alert = await issue(XA, draft)
  const kept = plantedAlert(needles, 'draft', plainAlert())
  const { id: returned } = await XA.analyst.expect<{ id: string }>('alerts', 'POST', '/v1/alerts', kept)
  await XA.analyst.expect('alerts', 'POST', `/v1/alerts/${returned}/submit`)
  await XA.supervisor.expect('alerts', 'POST', `/v1/alerts/${returned}/return`, {
    note: plant('draft/return'),
  })
  const list = await XA.analyst.expect<{ id: string }>('alerts', 'POST', '/v1/imports', {
    source: 'planted',
    complete: false,
  })
  await XA.analyst.expect('alerts', 'POST', `/v1/imports/${list.id}/rows`, {
    rows: [{ ref: plant('import/ref'), draft: plantedAlert(needles, 'import', plainAlert()) }],
  })

  const meets = async ({ border }: Staff) => {
    const answer = await border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
      purpose: 'border-check',
      subject: { name },
    })
    return answer.results.some((result) => result.alert === alert)
  }
  for (const [code, staff] of Object.entries({ XA, XB, XC })) {
    await until(`the alert at ${code}`, () => meets(staff))
  }

  await XB.border.expect('watchlist', 'POST', '/v1/queries', {
    purpose: 'border-check',
    reference: plant('query/reference'),
    subject: { name: plant('query/name'), documents: [{ number: plant('query/document') }] },
  })
  const screening = plantedScreening(needles, name)
  await XB.border.expect('watchlist', 'POST', '/v1/screenings', screening)
  await until('the list to be looked through', async () => {
    const path = `/v1/screenings/${screening.id}`
    return (await XB.border.expect<{ state: string }>('watchlist', 'GET', path)).state === 'done'
  })
  const override = await XB.border.expect<{ id: string }>('watchlist', 'POST', '/v1/overrides', {
    alert,
    document: { number: plant('override/document'), country: 'XC' },
    purpose: 'border-check',
    reason: plant('override/reason'),
  })
  await XB.supervisor.expect('watchlist', 'POST', `/v1/overrides/${override.id}/approve`)
  const clearance = await XB.supervisor.expect<{ id: string }>('alerts', 'POST', '/v1/clearances', {
    override: override.id,
    birthDate: '1991-02-03',
    ground: 'biometrics-differ',
    consent: { givenBy: 'person', on: '2026-01-02', notice: { version: '1', language: 'ne' } },
  })
  const proposed = `/v1/clearances/${clearance.id}/accept`
  await until(
    'the issuer to clear whom the override clears',
    async () => (await XA.supervisor.call('alerts', 'POST', proposed)).status === 200,
  )
  const glass = await XB.border.expect<{ id: string }>('audit', 'POST', '/v1/break-glass', {
    reason: plant('break-glass/reason'),
    reference: plant('break-glass/reference'),
  })
  const hit = await XB.border.expect<{ id: string }>('alerts', 'POST', '/v1/hits', plantedHit(needles, alert))
  await correspond(needles, hit.id, XA, XB)

  await XB.supervisor.expect('alerts', 'POST', `/v1/alerts/${linked}/flag`, {
    reason: 'national-law',
    note: plant('flag/note'),
  })
  await XB.analyst.expect('alerts', 'POST', `/v1/alerts/${alert}/measures`, {
    kind: 'inspection-opened',
    day: '2026-01-02',
    reference: plant('measure/reference'),
  })
  const dispute = await XB.protection.expect<{ id: string }>('alerts', 'POST', '/v1/disputes', {
    alert,
    request: 'access',
    statement: plant('dispute/statement'),
    block: false,
  })
  const disputed = `/v1/disputes/${dispute.id}`
  await until(
    'the dispute at XA',
    async () => (await XA.protection.call('alerts', 'GET', disputed)).status === 200,
  )
  await XA.protection.expect('alerts', 'POST', `${disputed}/decide`, {
    outcome: 'refused',
    explanation: plant('dispute/explanation'),
  })
  await until('the decision at XB', async () => {
    const { explanation } = await XB.protection.expect<{ explanation: string | null }>(
      'alerts',
      'GET',
      disputed,
    )
    return explanation !== null
  })

  const consent = await XA.protection.expect<{ id: string }>(
    'consent',
    'POST',
    '/v1/consents',
    plantedConsent(needles),
  )
  await XB.liaison.expect('consent', 'POST', '/v1/releases', releaseOf(needles, consent.id))

  const { openings } = await XA.protection.expect<ConsentDetail>(
    'consent',
    'GET',
    `/v1/consents/${consent.id}`,
  )

  const { hold, review } = await oversee(needles, XB)
  const { alerts } = await XA.analyst.expect<{ alerts: AlertSummary[] }>('alerts', 'GET', '/v1/alerts')
  return {
    name,
    ids: {
      agreement: [withB, withC],
      // Also that of the imported row.
      alert: [alert, ...alerts.map(({ id }) => id).filter((id) => id !== alert)],
      'alert in force': [alert],
      'break-glass': [glass.id],
      clearance: [clearance.id],
      consent: [consent.id],
      dispute: [dispute.id],
      hit: [hit.id],
      hold: [hold],
      import: [list.id],
      opening: openings.map(({ record }) => record),
      override: [override.id],
      release: [consent.id],
      review: [review],
      screening: [screening.id],
    },
  }
}

export function releaseOf({ plant }: Needles, consent: string) {
  return {
    origin: 'XA',
    consent,
    purpose: 'criminal-investigation',
    legalBasis: plant('release/legal-basis'),
    reference: plant('release/reference'),
    categories: ['contact', 'needs'],
  }
}

/** What both sides write about a hit: XB asks, XA answers with evidence and hands an exhibit over. */
async function correspond({ plant }: Needles, hit: string, XA: Staff, XB: Staff): Promise<void> {
  const path = `/v1/hits/${hit}`
  const messages = async ({ liaison }: Staff) =>
    (await liaison.expect<HitDetail>('alerts', 'GET', path)).messages
  await until('the hit at XA', async () => (await XA.liaison.call('alerts', 'GET', path)).status === 200)
  const { id: request } = await XB.liaison.expect<{ id: string }>('alerts', 'POST', `${path}/messages`, {
    kind: 'request',
    legalBasis: plant('thread/legal-basis'),
    question: plant('thread/question'),
    urgency: 'normal',
  })
  await until('the request at XA', async () => (await messages(XA)).length === 1)
  await XA.liaison.expect('alerts', 'POST', `${path}/messages`, {
    kind: 'answer',
    request,
    text: plant('thread/answer'),
    evidence: true,
  })
  await XA.liaison.expect('alerts', 'POST', `${path}/messages`, {
    kind: 'handover',
    exhibits: [exhibit('alert')],
    from: plant('thread/handed by'),
    to: plant('thread/handed to'),
    handedAt: new Date().toISOString(),
  })
  await until('both at XB', async () => (await messages(XB)).length === 3)
}

/** What an auditor writes: a hold, and a verdict on a look. */
async function oversee({ plant }: Needles, { auditor }: Staff) {
  const hold = await auditor.expect<{ id: string }>('audit', 'POST', '/v1/holds', {
    purpose: 'oversight',
    subject: { kind: 'officer', officer: 'xb-border' },
    reason: plant('hold/reason'),
  })
  const lifted = await auditor.expect<{ id: string }>('audit', 'POST', '/v1/holds', {
    purpose: 'oversight',
    subject: { kind: 'officer', officer: 'xb-liaison' },
    reason: plant('hold/reason of one that was lifted'),
  })
  await auditor.expect('audit', 'POST', `/v1/holds/${lifted.id}/lift`, {
    purpose: 'oversight',
    reason: plant('hold/reason to lift'),
  })
  const reviews = async () => (await auditor.expect<ReviewList>('audit', 'GET', '/v1/reviews')).reviews
  await until('a look to be drawn', async () => {
    await auditor.expect('audit', 'POST', '/v1/reviews/sample', {
      purpose: 'oversight',
      reference: plant('review/reference'),
      from: '2026-01-01T00:00:00.000Z',
      count: 1,
    })
    return (await reviews()).length > 0
  })
  const review = (await reviews())[0]?.id ?? ''
  await auditor.expect('audit', 'POST', `/v1/reviews/${review}/verdict`, {
    purpose: 'oversight',
    verdict: 'unclear',
    note: plant('review/note'),
  })
  return { hold: hold.id, review }
}
