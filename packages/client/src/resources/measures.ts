import type { AlertMeasures, MeasureBoard, MeasureReport } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** What was done about alerts. Roles: analyst, supervisor. */
export interface MeasureCalls {
  /** All alerts about which something was done, the latest first, and who has not said anything yet. */
  board(): Promise<MeasureBoard>
  /** What each jurisdiction did about one alert. */
  show(alert: string): Promise<AlertMeasures>
  /** Tells the issuer of an alert what was done about it here. */
  report(alert: string, report: MeasureReport): Promise<{ id: string }>
}

export function measureCalls({ alerts }: Api): MeasureCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    board: () => dataOf(alerts.GET('/v1/measures')),
    show: (alert) => dataOf(alerts.GET('/v1/alerts/{id}/measures', at(alert))),
    report: (alert, body) => dataOf(alerts.POST('/v1/alerts/{id}/measures', { ...at(alert), body })),
  }
}
