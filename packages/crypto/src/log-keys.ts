import { derive } from './derive.ts'
import { signerFromSeed, type Signer } from './ed25519.ts'
import { mlDsaSignerFromSeed, type MlDsaSigner } from './ml-dsa.ts'

/** The keys of a key file of kind `log`: one seed, three keys, each for one use. */
export interface LogKeys extends WitnessKeys {
  /** Signs the checkpoints of this node's own access log. */
  readonly log: Signer
}

/** The keys of a key file of kind `witness`, which belongs to no node; a node's own are made of its key file of kind `log`. */
export interface WitnessKeys {
  /** Cosigns the checkpoints of the other nodes' logs. */
  readonly witness: Signer
  /** Cosigns them as well, for the time when Ed25519 is no longer believed. */
  readonly postQuantumWitness: MlDsaSigner
}

/** @param seed 32 secret bytes, the content of the key file */
export function logKeysFrom(seed: Uint8Array): LogKeys {
  return { log: signerFromSeed(seed), ...witnessKeysFrom(seed) }
}

/** @param seed 32 secret bytes, the content of the key file */
export function witnessKeysFrom(seed: Uint8Array): WitnessKeys {
  return {
    witness: signerFromSeed(derive(seed, 'witness ed25519', [])),
    postQuantumWitness: mlDsaSignerFromSeed(derive(seed, 'witness ml-dsa-44', [])),
  }
}

/** The public keys that the root certifies, so that others know whose log and whose witness it is. */
export function certifiedLogKeys({ log, witness, postQuantumWitness }: LogKeys) {
  return [
    { use: 'log', key: log.publicKey },
    { use: 'witness', key: witness.publicKey },
    { use: 'witness', key: postQuantumWitness.publicKey },
  ] as const
}
