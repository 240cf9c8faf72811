import { runService } from '@crosswatch/service-kit'
import { ConsentConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'consent',
  description: "erases what was taken back and gives receipts for it; keeps survivors' consents",
  schema: ConsentConfig,
  start: startService,
})
