export { AlertsConfig } from './config.ts'
export { startService } from './start.ts'
