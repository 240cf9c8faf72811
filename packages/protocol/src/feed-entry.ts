import { Type, type Static } from 'typebox'
import { sha256Hex } from './bytes.ts'
import { documentType } from './document.ts'
import { entryClasses } from './kinds.ts'
import { closed, FeedSequence, JurisdictionCode, oneOf, Sha256Hex, Timestamp, Version1 } from './scalars.ts'

/**
 * The header of a feed entry: all that somebody learns to whom the entry is not addressed. The body travels beside
 * it and can be erased everywhere without breaking the chain.
 */
export const FeedHeader = closed({
  v: Version1,
  federation: Type.String({ pattern: '^[a-z0-9-]{3,40}$', description: 'Name of the federation' }),
  issuer: JurisdictionCode,
  seq: FeedSequence,
  /** SHA-256 of the header payload before this one; null only for the first. */
  prev: Type.Union([Sha256Hex, Type.Null()]),
  at: Timestamp,
  class: oneOf(entryClasses),
  body: closed({
    hash: Sha256Hex,
    size: Type.Integer({ minimum: 0, maximum: 512 * 1024 }),
  }),
})
export type FeedHeader = Static<typeof FeedHeader>

/**
 *   {"at":"2026-03-01T12:00:00.000Z","body":{"hash":"<sha256>","size":4096},"class":"sealed","federation":"demo",
 *    "issuer":"XA","prev":"<sha256>","seq":7,"v":1}
 */
export const feedEntryDocument = documentType('application/vnd.crosswatch.feed-entry.v1+json', FeedHeader)

/** What chains a feed: SHA-256 of the header's canonical bytes (not of the envelope, whose signature may differ). */
export function headerHash(payload: Uint8Array): string {
  return sha256Hex(payload)
}

/** An issuer says where its feed stands, so that a withheld entry is noticed. */
export const Heartbeat = closed({
  v: Version1,
  federation: Type.String({ pattern: '^[a-z0-9-]{3,40}$' }),
  issuer: JurisdictionCode,
  seq: FeedSequence,
  head: Sha256Hex,
  at: Timestamp,
})
export type Heartbeat = Static<typeof Heartbeat>

/** `{"at":"...","federation":"demo","head":"<sha256>","issuer":"XA","seq":7,"v":1}` */
export const heartbeatDocument = documentType('application/vnd.crosswatch.heartbeat.v1+json', Heartbeat)
