export { createCheckpointStore } from './checkpoint-store.ts'
export { WitnessConfig } from './config.ts'
export { startService } from './start.ts'
