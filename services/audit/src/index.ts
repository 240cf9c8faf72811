export {
  findEnumeration,
  watchedDays,
  type NeighbourhoodLooks,
  type PurposeLooks,
} from './anomalies/rules.ts'
export { findClusters, findLooksOutsidePost, type PersonLook } from './anomalies/company.ts'
export { findFewFindings, findLooksOutsideShift, type HourLooks } from './anomalies/habits.ts'
export { findOfficerNames, type OfficerNameLooks } from './anomalies/officer-names.ts'
export { findLooksAwayFromPost, findTwoPosts, type PostDay } from './anomalies/posts.ts'
export { numbersOf } from './anomalies/traces.ts'
export { createAuditApp, type AuditAppOptions } from './app.ts'
export { AuditConfig } from './config.ts'
export type { AuditContext } from './context.ts'
export { exportLines } from './export.ts'
export { createForkGuard, openForkGuard, type ForkGuard } from './fork-guard.ts'
export { foundGuard, foundLog, resignLog } from './found-log.ts'
export { createLog, loadLog, type LoadedLog } from './load-log.ts'
export { logKey, type LogKey } from './log-key.ts'
export { migrateAudit } from './migrations.ts'
export { createSequencer, runSequencer, type Sequencer, type SequencerOptions } from './sequencer.ts'
export { startService } from './start.ts'
