export { createLog, loadLog, type LoadedLog } from './load-log.ts'
export { logKey, logOrigin, type LogKey } from './log-key.ts'
export { createSequencer, runSequencer, type Sequencer, type SequencerOptions } from './sequencer.ts'
