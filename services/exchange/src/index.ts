export { ExchangeConfig } from './config.ts'
export { startService } from './start.ts'
