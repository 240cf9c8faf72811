import { markPerson } from '@crosswatch/crypto'
import { normaliseNumber } from '@crosswatch/matching'
import type { AccessDecision } from '@crosswatch/policy'
import { ServiceError, type Clearance, type ClearanceProposal, type Override } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { latestDay } from '../domain/latest-day.ts'
import { readAlert } from '../store/alerts.ts'
import { insertClearance, readOverrides, type StandingOverride } from '../store/clearances.ts'
import { openText } from '../store/sealed.ts'
import { sendClearance } from './clearance-letters.ts'
import { followUpPolicies, purposesOf } from './confirm-hit.ts'
import { clearanceView, touched } from './read-clearances.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/**
 * A person whom two officers cleared here is proposed to the issuer of the alert, with the person's consent. What leaves is the mark,
 * never number or birth date: neither is kept here either.
 *
 * @throws {ServiceError} `not-found` for what is no override that holds, or somebody else's; `wrong-state`, `rule-not-met`,
 * `no-agreement`, `already-exists`
 */
export async function proposeClearance(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  { override: on, birthDate, ground, consent }: ClearanceProposal,
): Promise<Clearance> {
  const { jurisdiction: own, storageKey, newId, clock } = context
  return context.connection.transaction(async (tx) => {
    const now = clock()
    const [override] = await readOverrides(tx, [on], now)
    if (override === undefined || !mayUse(context, officer, override))
      throw new ServiceError('not-found', { detail: `override ${on}` })
    // The birth date is kept nowhere: whoever is marked by one that cannot be is cleared of nothing, and nobody would see that.
    assertPast('/birthDate', birthDate, now)
    assertPast('/consent/on', consent.on, now)
    const alert = await readAlert(tx, override.alert)
    const { version, issuer } = alert
    if (alert.state !== 'active')
      throw new ServiceError('wrong-state', { detail: `the alert is ${alert.state}` })
    const { category } = alert
    const purposes = purposesOf(context, alert)
    const policies = await followUpPolicies(context, tx, { category, purposes }, issuer, now)
    const { number, country = '' } = documentOf(context, override)
    const mark = markPerson({ country, number: normaliseNumber(number), birthDate })
    const row = await insertClearance(tx, storageKey, {
      id: newId(),
      alert: alert.id,
      version,
      issuer,
      proposer: own,
      override: on,
      state: 'proposed',
      ground,
      consent,
      mark,
      since: now,
      validUntil: override.validUntil,
      proposedBy: officer.id,
    })
    if (row === undefined) throw new ServiceError('already-exists')
    const until = override.validUntil.toISOString()
    await sendClearance(context, tx, row, [issuer], {
      kind: 'proposal',
      version,
      ground,
      consent,
      mark,
      until,
    })
    await context.accessLog.append(tx, [
      actOf(officer, 'clearance.propose', {
        alerts: [touched(row)],
        recipients: issuer === own ? [] : [issuer],
        reason: ground,
        policies: [...allowed.policies, ...policies],
      }),
    ])
    return clearanceView(row)
  })
}

/** An officer uses their own overrides, whoever decides about overrides uses all. */
function mayUse(
  { policies }: AlertsContext,
  { id, roles, authority }: Officer,
  { requester }: StandingOverride,
) {
  const act = { act: 'decide', roles, authority, purpose: 'alert-management' } as const
  return requester === id || policies.decideAccess(act).allowed
}

function documentOf(
  { storageKey }: AlertsContext,
  { id, content, contentKey }: StandingOverride,
): Override['document'] {
  const { document }: Pick<Override, 'document'> = JSON.parse(
    openText(storageKey, `override ${id}`, content, contentKey),
  )
  return document
}

/** @throws {ServiceError} `rule-not-met` */
function assertPast(path: string, day: string, now: Date): void {
  if (day <= latestDay(now)) return
  const problem = 'must not lie ahead'
  throw new ServiceError('rule-not-met', { fields: [{ path, part: 'body', problem }] })
}
