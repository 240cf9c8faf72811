// Accepts that lines of the ledger of erasures are lost, with the configuration of the consent service: prints how many. See "A lost
// ledger" in its README.
import { connectDatabase } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { createLogger, loadConfig } from '@crosswatch/service-kit'
import { ConsentConfig } from './config.ts'
import { acceptLoss } from './work/ledger.ts'

async function run({ databaseUrl: url, erasureLedgerFile: ledgerFile, jurisdiction }: ConsentConfig) {
  await using connection = connectDatabase({ url, applicationName: 'accept ledger', max: 1 })
  const accepted = await acceptLoss({ connection, ledgerFile, clock: () => new Date() })
  createLogger({ service: 'consent', jurisdiction }).warn(
    accepted,
    'the loss of lines of the ledger of erasures was accepted',
  )
  return accepted
}

try {
  process.stdout.write(`${JSON.stringify(await run(loadConfig(ConsentConfig, process.env)))}\n`)
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  process.stderr.write(`crosswatch consent: ${error.message}\n`)
  process.exitCode = 1
}
