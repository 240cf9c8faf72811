import { runService } from '@crosswatch/service-kit'
import { GatewayConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'gateway',
  description: 'signs officers in, stands in front of the other services of this node, and shows the console',
  schema: GatewayConfig,
  start: startService,
})
