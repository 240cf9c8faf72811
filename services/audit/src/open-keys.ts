import { readFile } from 'node:fs/promises'
import { loadKeyFile, signerFromSeed, verifyFederation } from '@crosswatch/crypto'
import { ServiceError } from '@crosswatch/protocol'
import type { AuditConfig } from './config.ts'
import { logOrigin } from '@crosswatch/transparency'
import { logKey, type LogKey } from './log-key.ts'

/** The log's identity, from the federation's name, the jurisdiction and the key file. */
export async function openLogKey(config: AuditConfig): Promise<LogKey> {
  const { federationFile, federationPin, jurisdiction, logKeyFile, passphraseFile } = config
  const federation = verifyFederation(await readFile(federationFile, 'utf8'), federationPin)
  if (!federation.members.has(jurisdiction)) {
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_JURISDICTION: ${jurisdiction} is not a member of the federation`,
    })
  }
  const seed = await loadKeyFile('log', logKeyFile, passphraseFile)
  return logKey(logOrigin(federation.name, jurisdiction), signerFromSeed(seed))
}
