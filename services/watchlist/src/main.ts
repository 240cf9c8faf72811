import { runService } from '@crosswatch/service-kit'
import { WatchlistConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'watchlist',
  description: 'keeps the alerts of this node in memory and answers the border query',
  schema: WatchlistConfig,
  start: startService,
})
