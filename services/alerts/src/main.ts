import { runService } from '@crosswatch/service-kit'
import { AlertsConfig } from './config.ts'
import { startService } from './start.ts'

await runService({
  name: 'alerts',
  description: 'drafts, approves, issues, revises and withdraws alerts, and keeps those received',
  schema: AlertsConfig,
  start: startService,
})
