// Makes the access log of a node, once, with the configuration of the audit service: prints the log's public key.
import { loadConfig } from '@crosswatch/service-kit'
import { ServiceError } from '@crosswatch/protocol'
import { AuditConfig } from './config.ts'
import { foundLog } from './found-log.ts'

try {
  process.stdout.write(`${JSON.stringify(await foundLog(loadConfig(AuditConfig, process.env)))}\n`)
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  process.stderr.write(`crosswatch audit: ${error.message}\n`)
  process.exitCode = error.code === 'already-exists' ? 3 : 1
}
