import { cosignatureType, mlDsaCosignatureType } from './cosignature.ts'
import { ed25519Type, type NoteKey } from './note-key.ts'

/**
 * What a node's access log is called, in its checkpoints and in the name of its key:
 *
 *   crosswatch/<federation>/<jurisdiction>/access-log
 */
export function logOrigin(federation: string, jurisdiction: string): string {
  return `crosswatch/${federation}/${jurisdiction}/access-log`
}

/** What a node is called as a witness of the other nodes' logs, in the name of its keys. */
export function witnessName(federation: string, jurisdiction: string): string {
  return `crosswatch/${federation}/${jurisdiction}/witness`
}

/** The key of a node's log, by the 32 bytes that the root certified. */
export function logNoteKey(federation: string, jurisdiction: string, publicKey: Uint8Array): NoteKey {
  return { name: logOrigin(federation, jurisdiction), type: ed25519Type, publicKey }
}

/** A key of a node's witness, by the bytes that the root certified: 32 of Ed25519, or 1312 of ML-DSA-44. */
export function witnessNoteKey(federation: string, jurisdiction: string, publicKey: Uint8Array): NoteKey {
  const type = publicKey.length === 32 ? cosignatureType : mlDsaCosignatureType
  return { name: witnessName(federation, jurisdiction), type, publicKey }
}
