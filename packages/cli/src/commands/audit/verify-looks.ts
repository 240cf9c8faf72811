import type { Client } from '@crosswatch/client'
import { type Federation, verifySignature } from '@crosswatch/crypto'
import { type ForeignLook, fromHex } from '@crosswatch/protocol'
import {
  ed25519Verifier,
  encodeAccessEntry,
  formatVerifierKey,
  leafHash,
  logNoteKey,
  logOrigin,
  type NoteVerifier,
  openCheckpoint,
  openHead,
  parseReceipt,
  sameHash,
  TransparencyError,
  verifyInclusion,
} from '@crosswatch/transparency'
import { statedKeys } from './log-key.ts'

/** A log whose keys the auditor believes. */
export interface TrustedLog {
  readonly origin: string
  readonly verifiers: readonly NoteVerifier[]
  /** Keys that the root took back. */
  readonly revoked: readonly NoteVerifier[]
}

/**
 * `unproven` where there is no proof yet, or one that only a key has signed which was taken back since; `invalid` where the proof that
 * the node keeps does not hold.
 */
export type LookVerdict = 'verified' | 'refuted' | 'unproven' | 'invalid'

/**
 * What the log of who looked says at the place of a look, by the proof that came with it and by the signature under its
 * checkpoint. Neither the node that looked nor the one that tells of it is believed.
 */
export function verifyLook(look: ForeignLook, { origin, verifiers, revoked }: TrustedLog): LookVerdict {
  const { place, operation: type, commitment, proof: text } = look
  if (text === null) return 'unproven'
  try {
    const { index, proof, checkpoint, extra: leaf } = parseReceipt(text)
    const believed = openHead(checkpoint, origin, verifiers) !== undefined
    if (!believed && openHead(checkpoint, origin, revoked) !== undefined) return 'unproven'
    const { size, root } = openCheckpoint(checkpoint, origin, verifiers)
    const shown = leaf?.length === 32 && index === BigInt(place)
    if (!shown || !verifyInclusion({ index, size, root, leaf, proof })) return 'invalid'
    const told = leafHash(encodeAccessEntry({ type, commitment: fromHex(commitment) }))
    return sameHash(told, leaf) ? 'verified' : 'refuted'
  } catch (error) {
    if (error instanceof TransparencyError) return 'invalid'
    throw error
  }
}

/** The logs of those who looked, by the keys that their roots certified. */
export async function trustedLogs(
  federation: Federation,
  looks: readonly ForeignLook[],
  client: Client,
): Promise<ReadonlyMap<string, TrustedLog>> {
  const { name } = federation
  const logs = new Map<string, TrustedLog>()
  for (const code of new Set(looks.map(({ jurisdiction }) => jurisdiction))) {
    const keys = await statedKeys(federation, code, 'log', client)
    const verifiersOf = (revoked: boolean) =>
      keys
        .filter((stated) => stated.revoked === revoked)
        .map(({ key }) => ed25519Verifier(formatVerifierKey(logNoteKey(name, code, key)), verifySignature))
    logs.set(code, {
      origin: logOrigin(name, code),
      verifiers: verifiersOf(false),
      revoked: verifiersOf(true),
    })
  }
  return logs
}
