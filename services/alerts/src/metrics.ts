import type { App } from '@crosswatch/service-kit'
import { Gauge } from 'prom-client'
import type { AlertsContext } from './context.ts'
import { countNoticed } from './store/due.ts'

/** How many alerts end soon, counted when somebody asks. */
export function observeAlerts({ metrics }: App, { connection }: AlertsContext): Gauge {
  return new Gauge({
    name: 'crosswatch_alerts_due',
    help: 'Alerts of this node that end by themselves soon unless somebody reviews them',
    registers: [metrics],
    async collect() {
      this.set(await countNoticed(connection.db))
    },
  })
}
