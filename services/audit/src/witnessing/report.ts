import type { App } from '@crosswatch/service-kit'
import type { AuditMetrics } from '../metrics.ts'
import type { Witnessing, WitnessingEvents } from './witnessing.ts'

/** Alarms for whoever runs the node: origins of logs and codes of jurisdictions, nothing else. */
export function witnessingEvents(app: App, metrics: AuditMetrics): WitnessingEvents {
  return {
    caught: (origin) => {
      metrics.caught()
      app.log.error({ origin }, 'a log has signed two histories; the evidence is at /v1/log/evidence')
    },
    disagrees: (witness) => {
      metrics.disagrees(witness)
      app.log.error({ witness }, 'a witness holds another or a longer log than this node')
    },
    cosigned: (seconds) => metrics.cosigned(seconds),
    failed: (part, error) => {
      app.log.warn(
        { part, error: error instanceof Error ? error.name : 'unknown' },
        'a turn of witnessing failed',
      )
    },
  }
}

const lookEveryMs = 1_000

/** Makes readiness and metrics say how witnessing stands. What another node does wrong does not stop this one. */
export async function watchWitnessing(
  app: App,
  witnessing: Witnessing,
  metrics: AuditMetrics,
): Promise<void> {
  let stale = false
  const look = async () => {
    const status = await witnessing.status()
    stale = status?.stale ?? false
    metrics.confirmedAge(status?.ageSeconds ?? 0)
    metrics.unsettled(witnessing.unsettled().length)
  }
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs)
  app.addHook('onClose', async () => clearInterval(timer))

  app.addReadinessCheck('witnesses', () => !stale)
  app.addReadinessNotice('equivocation', () => listed(witnessing.evidence.against, 'signed two histories'))
  app.addReadinessNotice('unsettled', () => listed(witnessing.unsettled(), 'not shown to be one history'))
}

function listed(origins: Iterable<string>, what: string): string | undefined {
  const list = [...origins]
  return list.length === 0 ? undefined : `${list.join(', ')}: ${what}`
}
