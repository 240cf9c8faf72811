import {
  fromBase64,
  keyStatementDocument,
  revocationDocument,
  toBase64,
  type Envelope,
  type Epoch,
  type KeyStatement,
  type KeyUse,
  type Revocation,
} from '@crosswatch/protocol'
import type { Signer } from './ed25519.ts'
import { signDocument } from './envelope.ts'

/** The root certifies a key for one use and time. Done offline, in a key ceremony. */
export function certifyKey(
  root: Signer,
  statement: {
    readonly federation: string
    readonly jurisdiction: string
    readonly use: KeyUse
    readonly key: Uint8Array
    readonly epoch?: Epoch
    readonly validFrom: Date
    readonly validUntil: Date
  },
): Envelope {
  const { key, validFrom, validUntil, epoch, ...rest } = statement
  const document: KeyStatement = {
    v: 1,
    ...rest,
    key: toBase64(key),
    ...(epoch === undefined ? {} : { epoch }),
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
  }
  return signDocument(keyStatementDocument, document, root)
}

/** The root takes a signing key back from the entry after `lastGood` on. */
export function revokeKey(root: Signer, revocation: Omit<Revocation, 'v' | 'at'>, at: Date): Envelope {
  return signDocument(revocationDocument, { v: 1, ...revocation, at: at.toISOString() }, root)
}

/** The public key that a statement is about. */
export function keyOf(statement: KeyStatement): Uint8Array {
  return fromBase64(statement.key)
}
