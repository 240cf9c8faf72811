import type { AlertMeasures, JurisdictionMeasures, MeasureBoard } from '@crosswatch/protocol'
import type { AccessDecision } from '@crosswatch/policy'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { readAlert, readAlerts } from '../store/alerts.ts'
import { openReport, type HitRow } from '../store/follow-up.ts'
import {
  alertsActedUpon,
  countMeasures,
  openMeasure,
  readHitsOn,
  readMeasures,
  type MeasureRow,
} from '../store/measures.ts'

type Allowed = Extract<AccessDecision, { allowed: true }>

/** Alerts that the board shows. */
const listed = 200

/** What was done about alerts, by numbers. The look is recorded before anything is returned. */
export async function readBoard(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
): Promise<MeasureBoard> {
  const { db } = context.connection
  const counts = await countMeasures(db, listed)
  const ids = counts.map(({ alert }) => alert)
  const [rows, known] = await Promise.all([readAlerts(db, ids), alertsActedUpon(db, ids)])
  const about = new Map(known.map((one) => [one.alert, one]))
  const alerts = counts.flatMap(({ alert, answered, hits, acts }) => {
    const one = about.get(alert)
    const recipients = rows.get(alert)?.recipients.map(({ jurisdiction }) => jurisdiction) ?? []
    const silent = recipients.filter((jurisdiction) => !answered.includes(jurisdiction))
    return one === undefined
      ? []
      : [{ ...one, hits, measures: acts - hits, answered: answered.toSorted(), silent: silent.toSorted() }]
  })
  await context.accessLog.append(db, [
    actOf(officer, 'measure.list', {
      alerts: alerts.map(({ alert, issuer }) => ({
        alert,
        version: rows.get(alert)?.version ?? 0,
        issuer,
        compartments: [],
      })),
      count: alerts.length,
      policies: [...allowed.policies],
    }),
  ])
  return { alerts }
}

/** Who has an alert, and what each did about it. The look is recorded before anything is returned. */
export async function readAlertMeasures(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
): Promise<AlertMeasures> {
  const { db } = context.connection
  const row = await readAlert(db, id)
  const [measures, hits] = await Promise.all([readMeasures(db, id), readHitsOn(db, id)])
  const { version, issuer, category } = row
  const all = new Set([
    context.jurisdiction,
    ...row.recipients.map(({ jurisdiction }) => jurisdiction),
    ...measures.map(({ jurisdiction }) => jurisdiction),
    ...hits.map(({ reporter }) => reporter),
  ])
  await context.accessLog.append(db, [
    actOf(officer, 'measure.list', {
      alerts: [{ alert: id, version, issuer, compartments: [] }],
      policies: [...allowed.policies],
    }),
  ])
  return {
    alert: id,
    issuer,
    category,
    jurisdictions: [...all].toSorted().map((code) => measuresOf(context, code, hits, measures)),
  }
}

function measuresOf(
  { storageKey }: AlertsContext,
  jurisdiction: string,
  hits: readonly HitRow[],
  measures: readonly MeasureRow[],
): JurisdictionMeasures {
  const reported = hits.filter(({ reporter }) => reporter === jurisdiction)
  return {
    jurisdiction,
    hits: reported.length,
    confirmed: reported.filter(({ outcome }) => outcome === 'confirmed').length,
    notThisPerson: reported.filter(({ outcome }) => outcome === 'not-this-person').length,
    taken: [...new Set(reported.map((row) => openReport(storageKey, row).taken))].toSorted(),
    measures: measures
      .filter((row) => row.jurisdiction === jurisdiction)
      .map((row) => openMeasure(storageKey, row)),
  }
}
