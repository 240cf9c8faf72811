import { runService } from '@crosswatch/service-kit'
import { WitnessConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'witness',
  description: 'belongs to no jurisdiction and cosigns their access logs: that each of them only grows',
  schema: WitnessConfig,
  start: startService,
})
