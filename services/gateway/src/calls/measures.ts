import { AlertMeasures, MeasureBoard, MeasureReference, type MeasureReport } from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const board = answer(MeasureBoard)
const measures = answer(AlertMeasures)
const reference = answer(MeasureReference)

export type MeasureCalls = ReturnType<typeof measureCalls>

/** The alerts service again: what was done about alerts. */
export function measureCalls(alerts: Service) {
  return {
    board: (caller: Caller) => alerts.json(caller, board, { path: '/v1/measures' }),
    of: (caller: Caller, alert: string) =>
      alerts.json(caller, measures, { path: `/v1/alerts/${alert}/measures` }),
    report: (caller: Caller, alert: string, body: MeasureReport) =>
      alerts.json(caller, reference, { method: 'POST', path: `/v1/alerts/${alert}/measures`, body }),
  }
}
