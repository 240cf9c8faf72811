import { loadKeyFile, witnessKeysFrom } from '@crosswatch/crypto'
import { type App, type ServiceContext } from '@crosswatch/service-kit'
import { createWitnessApp } from './app.ts'
import { openCheckpointStore } from './checkpoint-store.ts'
import type { WitnessConfig } from './config.ts'
import { openEvidenceFiles } from './evidence.ts'
import { watchLogsFile } from './watched-logs.ts'
import { witnessIdentity } from './witness-signers.ts'

/** Opens the key and the store as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<WitnessConfig>): Promise<App> {
  const { name, keyFile, passphraseFile, logsFile, storeFolder } = config
  const seed = await loadKeyFile('witness', keyFile, passphraseFile)
  const store = await openCheckpointStore(storeFolder)
  const logs = await watchLogsFile(logsFile, (error) =>
    logger.error({ err: error }, 'the changed list of logs cannot be read; the earlier one goes on'),
  )
  return createWitnessApp({
    app: { logger },
    identity: witnessIdentity(name, witnessKeysFrom(seed)),
    store,
    evidence: openEvidenceFiles(storeFolder),
    logs,
  })
}
