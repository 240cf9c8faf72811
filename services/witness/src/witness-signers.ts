import type { WitnessKeys } from '@crosswatch/crypto'
import { cosigner, formatVerifierKey, neutralWitnessKeys, type NoteSigner } from '@crosswatch/transparency'

/** What signs for a witness, and the keys by which others know it. */
export interface WitnessIdentity {
  readonly signers: readonly NoteSigner[]
  /** One of each type: Ed25519, ML-DSA-44. */
  readonly vkeys: readonly string[]
}

/** @param now seconds since 1970 */
export function witnessIdentity(
  name: string,
  keys: WitnessKeys,
  now: () => bigint = () => BigInt(Math.floor(Date.now() / 1000)),
): WitnessIdentity {
  const [ed25519, mlDsa] = neutralWitnessKeys(name, keys)
  return {
    signers: [
      cosigner({ ...ed25519, sign: (message) => keys.witness.sign(message) }, now),
      cosigner({ ...mlDsa, sign: (message) => keys.postQuantumWitness.sign(message) }, now),
    ],
    vkeys: [ed25519, mlDsa].map(formatVerifierKey),
  }
}
