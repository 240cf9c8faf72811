import { LicenceCheck } from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const check = answer(LicenceCheck)

export type LicenceCalls = ReturnType<typeof licenceCalls>

/** Who holds a licence to recruit, in the alerts service. */
export function licenceCalls(alerts: Service) {
  return {
    check: (caller: Caller, alert: string) =>
      alerts.json(caller, check, { path: `/v1/alerts/${alert}/licences` }),
  }
}
