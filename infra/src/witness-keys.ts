import { mkdir, rm, writeFile } from 'node:fs/promises'
import { loadKeyFile, newSeed, sealKeyFile, witnessKeysFrom, writeKeyFile } from '@crosswatch/crypto'
import {
  formatNeutralWitness,
  formatVerifierKey,
  logNoteKey,
  neutralWitnessKeys,
} from '@crosswatch/transparency'
import { createCheckpointStore } from '@crosswatch/witness'
import type { Layout } from './layout.ts'
import { newSecret } from './secrets.ts'
import { WITNESS_NAME, witnessUrl } from './services.ts'
import type { State } from './state.ts'

/** A log that the neutral witness cosigns. */
export type LogIdentity = {
  readonly federation: string
  readonly jurisdiction: string
  readonly publicKey: Uint8Array
}

/** Makes the key of the neutral witness and tells it the logs; in real life its keeper does both (`crosswatch keys create witness`). */
export async function createWitness(
  { witness }: Layout,
  logs: readonly LogIdentity[],
  cost: Parameters<typeof sealKeyFile>[4],
): Promise<void> {
  await rm(witness.directory, { recursive: true, force: true })
  await mkdir(witness.directory, { recursive: true, mode: 0o700 })
  await createCheckpointStore(witness.store)
  const passphrase = newSecret()
  await writeFile(witness.passphrase, passphrase, { mode: 0o600 })
  await writeKeyFile(witness.key, await sealKeyFile('witness', WITNESS_NAME, newSeed(), passphrase, cost))
  const lines = logs.map(
    ({ federation, jurisdiction, publicKey }) =>
      `log ${formatVerifierKey(logNoteKey(federation, jurisdiction, publicKey))}\n`,
  )
  await writeFile(witness.logs, lines.join(''))
}

/** What every member enters in its policy: the keys of the witness, and where it answers this time. */
export async function writeWitnessPolicy({ witness }: Layout, state: State): Promise<void> {
  const keys = witnessKeysFrom(await loadKeyFile('witness', witness.key, witness.passphrase))
  const lines = formatNeutralWitness('neutral', neutralWitnessKeys(WITNESS_NAME, keys), witnessUrl(state))
  await writeFile(witness.policy, lines.map((line) => `${line}\n`).join(''))
}
