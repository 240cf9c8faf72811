import { runService } from '@crosswatch/service-kit'
import { ExchangeConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'exchange',
  description: "seals, signs and publishes this node's feed, and takes in the feeds of the other members",
  schema: ExchangeConfig,
  start: startService,
})
