export { WitnessConfig } from './config.ts'
export { startService } from './start.ts'
