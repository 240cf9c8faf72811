import { cosignatureType, mlDsaCosignatureType } from './cosignature.ts'
import { formatVerifierKey, type NoteKey } from './note-key.ts'

/** The public keys of a witness that belongs to no jurisdiction. */
export interface WitnessPublicKeys {
  /** Ed25519, 32 bytes. */
  readonly witness: { readonly publicKey: Uint8Array }
  /** ML-DSA-44, 1312 bytes. */
  readonly postQuantumWitness: { readonly publicKey: Uint8Array }
}

/** Its keys under its name, which is a URL without scheme (tlog-cosignature): Ed25519, then ML-DSA-44. */
export function neutralWitnessKeys(
  name: string,
  { witness, postQuantumWitness }: WitnessPublicKeys,
): readonly [NoteKey, NoteKey] {
  return [
    { name, type: cosignatureType, publicKey: witness.publicKey },
    { name, type: mlDsaCosignatureType, publicKey: postQuantumWitness.publicKey },
  ]
}

/**
 * The lines of tlog-policy by which members know it, one for each key:
 *
 *   witness <label>-1 <vkey> <url>
 *   witness <label>-2 <vkey> <url>
 */
export function formatNeutralWitness(label: string, keys: readonly NoteKey[], url: string): string[] {
  return keys.map((key, i) => `witness ${label}-${i + 1} ${formatVerifierKey(key)} ${url}`)
}
