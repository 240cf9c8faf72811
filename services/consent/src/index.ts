export { ConsentConfig } from './config.ts'
export { startService } from './start.ts'
