import type { Licence, LicenceCheck, Register } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Who holds a licence to recruit. Roles: analyst, supervisor. */
export interface LicenceCalls {
  registers(): Promise<readonly Register[]>
  /** Imports a register, in the place of what was imported under its name before. */
  import(register: string, licences: readonly Licence[]): Promise<void>
  /** Licences that the subject of a change that waits may hold. */
  check(alert: string): Promise<LicenceCheck>
}

export function licenceCalls({ alerts }: Api): LicenceCalls {
  return {
    registers: async () => (await dataOf(alerts.GET('/v1/licence-registers'))).registers,
    import: async (register, licences) => {
      const params = { path: { register } }
      await alerts.PUT('/v1/licence-registers/{register}', { params, body: { licences: [...licences] } })
    },
    check: (id) => dataOf(alerts.GET('/v1/alerts/{id}/licences', { params: { path: { id } } })),
  }
}
