import { runService } from '@crosswatch/service-kit'
import { AuditConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'audit',
  description: "keeps the node's access log: gives records their place, signs checkpoints, answers auditors",
  schema: AuditConfig,
  start: startService,
})
