// Makes the access log of a node, once, with the configuration of the audit service: prints the log's public key. With the
// argument `guard`, only the fork guard of a log that is there. With `key VKEY`, signs the log that was signed with VKEY so far with the
// key that the configuration names now.
import { loadConfig } from '@crosswatch/service-kit'
import { ServiceError } from '@crosswatch/protocol'
import { AuditConfig } from './config.ts'
import { foundGuard, foundLog, resignLog } from './found-log.ts'

const [what, previous = ''] = process.argv.slice(2)

function run(config: AuditConfig): Promise<{ readonly vkey: string }> {
  if (what === 'guard') return foundGuard(config)
  return what === 'key' ? resignLog(config, previous) : foundLog(config)
}

try {
  process.stdout.write(`${JSON.stringify(await run(loadConfig(AuditConfig, process.env)))}\n`)
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  process.stderr.write(`crosswatch audit: ${error.message}\n`)
  process.exitCode = error.code === 'already-exists' ? 3 : 1
}
