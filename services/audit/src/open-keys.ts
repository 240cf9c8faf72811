import { readFile } from 'node:fs/promises'
import { loadKeyFile, logKeysFrom, type Federation, type LogKeys, verifyFederation } from '@crosswatch/crypto'
import { ServiceError } from '@crosswatch/protocol'
import { cosigner, logOrigin, type NoteSigner, witnessNoteKey } from '@crosswatch/transparency'
import type { AuditConfig } from './config.ts'
import { logKey, type LogKey } from './log-key.ts'

/** The federation as it was pinned. @throws {ServiceError} if this node is no member */
export async function openFederation(config: AuditConfig): Promise<Federation> {
  const { federationFile, federationPin, jurisdiction } = config
  const federation = verifyFederation(await readFile(federationFile, 'utf8'), federationPin)
  if (!federation.members.has(jurisdiction)) {
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_JURISDICTION: ${jurisdiction} is not a member of the federation`,
    })
  }
  return federation
}

/** The log's identity, from the federation's name, the jurisdiction and the key file. */
export async function openLogKey(config: AuditConfig): Promise<LogKey> {
  const federation = await openFederation(config)
  const { log } = logKeysFrom(await loadKeyFile('log', config.logKeyFile, config.passphraseFile))
  return logKey(logOrigin(federation.name, config.jurisdiction), log)
}

/** What this node signs with as a witness of the others: one cosignature of each kind. */
export function witnessSigners(
  federation: string,
  jurisdiction: string,
  keys: Pick<LogKeys, 'witness' | 'postQuantumWitness'>,
  now: () => bigint = () => BigInt(Math.floor(Date.now() / 1000)),
): readonly NoteSigner[] {
  return [keys.witness, keys.postQuantumWitness].map((key) =>
    cosigner(
      {
        ...witnessNoteKey(federation, jurisdiction, key.publicKey),
        sign: (message) => key.sign(message),
      },
      now,
    ),
  )
}
