export * from './access-log.ts'
export { addCheckpointRoute } from './add-checkpoint-route.ts'
export { answerStepMs, untilNextStep } from './answer-times.ts'
export type { App, ReadinessCheck } from './app-type.ts'
export { createDurably, isErrno, replaceDurably, syncDirectory } from './durable-file.ts'
export { createApp, type AppOptions } from './create-app.ts'
export {
  runService,
  type ServiceContext,
  type ServiceDefinition,
  type ServiceProcess,
} from './run-service.ts'
export { describeConfig, loadConfig, variableName } from './config.ts'
export {
  commonConfig,
  federationConfig,
  keyConfig,
  ledgerConfig,
  policyConfig,
  retentionMonths,
} from './common-config.ts'
export { readLegalBases, type LegalBases } from './legal-bases.ts'
export { createLogger, describeError, type Logger, type LoggerOptions } from './logger.ts'
export {
  actorOf,
  allRoles,
  Role,
  TokenClaims,
  tokenIssuer,
  tokenLifetimeSeconds,
  type Officer,
} from './officer.ts'
export { officerDecisions } from './officer-decisions.ts'
export { problemResponse } from './openapi.ts'
export { readPolicyFolder, type PolicyFolder } from './policy-folder.ts'
export { sendProblem, toServiceError } from './problems.ts'
export { routePattern } from './request-log.ts'
export { sequential, startLoop, type Loop, type LoopOptions, type Sequential } from './background.ts'
export { eraseOver, retentionEveryMs, type RetentionOptions, type RetentionRule } from './retention.ts'
export { appendToLedger, awaitErasures, type ErasedEntry, openLedger, readLedger } from './erasure-ledger.ts'
