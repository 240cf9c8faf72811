// Makes the access log of a node, once, with the configuration of the audit service: prints the log's public key. With the
// argument `guard`, only the fork guard of a log that is there.
import { loadConfig } from '@crosswatch/service-kit'
import { ServiceError } from '@crosswatch/protocol'
import { AuditConfig } from './config.ts'
import { foundGuard, foundLog } from './found-log.ts'

const found = process.argv[2] === 'guard' ? foundGuard : foundLog

try {
  process.stdout.write(`${JSON.stringify(await found(loadConfig(AuditConfig, process.env)))}\n`)
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  process.stderr.write(`crosswatch audit: ${error.message}\n`)
  process.exitCode = error.code === 'already-exists' ? 3 : 1
}
