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
/** Beyond it the database refuses what discloses something (drizzle/0022_clocks.sql). */
const clockToleranceSeconds = 300

/** Makes readiness and metrics say how witnessing stands. What another node does wrong does not stop this one. */
export async function watchWitnessing(
  app: App,
  witnessing: Witnessing,
  metrics: AuditMetrics,
): Promise<void> {
  let stale = false
  let clockAhead = 0
  const look = async () => {
    const status = await witnessing.status()
    stale = status?.stale ?? false
    clockAhead = status?.clockAhead ?? 0
    metrics.confirmedAge(status?.ageSeconds ?? 0)
    metrics.clockAhead(clockAhead)
    metrics.unsettled(witnessing.unsettled().length)
  }
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs)
  app.addHook('onClose', async () => clearInterval(timer))

  app.addReadinessCheck('witnesses', () => !stale)
  app.addReadinessCheck('clock', () => Math.abs(clockAhead) <= clockToleranceSeconds)
  app.addReadinessNotice('clock', () => {
    if (Math.abs(clockAhead) <= clockToleranceSeconds) return undefined
    const minutes = Math.round(Math.abs(clockAhead) / 60)
    return `the clock of the database is ${minutes} minutes ${clockAhead > 0 ? 'ahead of' : 'behind'} the witnesses: set it (NTP)`
  })
  app.addReadinessNotice('equivocation', () => listed(witnessing.evidence.against, 'signed two histories'))
  app.addReadinessNotice('unsettled', () => listed(witnessing.unsettled(), 'not shown to be one history'))
}

function listed(origins: Iterable<string>, what: string): string | undefined {
  const list = [...origins]
  return list.length === 0 ? undefined : `${list.join(', ')}: ${what}`
}
