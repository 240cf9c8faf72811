import type { BreakGlass, BreakGlassRequest, BreakGlassUses } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Break-glass: asked for by an officer, granted for an hour by a supervisor who is somebody else, reviewed by auditors. */
export interface BreakGlassCalls {
  ask(request: BreakGlassRequest): Promise<BreakGlass>
  /** One's own; for supervisors and auditors everybody's, the latest first. */
  list(): Promise<readonly BreakGlass[]>
  decide(id: string, step: 'approve' | 'refuse' | 'end'): Promise<BreakGlass>
  /** Everything that was recorded under one. Role: auditor. */
  uses(id: string): Promise<BreakGlassUses>
}

export function breakGlassCalls({ audit }: Api): BreakGlassCalls {
  return {
    ask: (body) => dataOf(audit.POST('/v1/break-glass', { body })),
    list: async () => (await dataOf(audit.GET('/v1/break-glass'))).grants,
    decide: (id, step) => {
      const params = { params: { path: { id } } }
      switch (step) {
        case 'approve':
          return dataOf(audit.POST('/v1/break-glass/{id}/approve', params))
        case 'refuse':
          return dataOf(audit.POST('/v1/break-glass/{id}/refuse', params))
        case 'end':
          return dataOf(audit.POST('/v1/break-glass/{id}/end', params))
      }
    },
    uses: (id) => dataOf(audit.GET('/v1/break-glass/{id}/uses', { params: { path: { id } } })),
  }
}
