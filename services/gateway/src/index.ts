export { GatewayConfig } from './config.ts'
export { startService } from './start.ts'
