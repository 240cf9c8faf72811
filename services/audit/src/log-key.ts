import { type Signer, verifySignature } from '@crosswatch/crypto'
import {
  ed25519Signer,
  ed25519Type,
  ed25519Verifier,
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
} from '@crosswatch/transparency'

/** The identity of a node's log: what it is called, and the key that signs it. */
export interface LogKey {
  /** First line of every checkpoint, and the name of the key. */
  readonly origin: string
  /** The public key as text, for auditors and witnesses. */
  readonly vkey: string
  readonly signer: NoteSigner
  readonly verifier: NoteVerifier
}

/** @throws {TransparencyError} `key-malformed` if the origin holds spaces or plus signs. */
export function logKey(origin: string, signer: Pick<Signer, 'publicKey' | 'sign'>): LogKey {
  const { publicKey } = signer
  const vkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey })
  return {
    origin,
    vkey,
    signer: ed25519Signer(origin, publicKey, (message) => signer.sign(message)),
    verifier: ed25519Verifier(vkey, verifySignature),
  }
}
