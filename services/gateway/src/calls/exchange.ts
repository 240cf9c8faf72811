import {
  closed,
  Contact,
  Envelope,
  FeedSequence,
  JurisdictionCode,
  Key32,
  Sha256Hex,
  text,
  Timestamp,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { answer, type Caller, type Service } from './call.ts'

const FeedStatus = closed({
  issuer: JurisdictionCode,
  name: text(120),
  seq: Type.Union([FeedSequence, Type.Literal(0)]),
  hash: Type.Union([Sha256Hex, Type.Null()]),
  missing: Type.Integer({ minimum: 0 }),
  channel: Type.Boolean(),
})
export type FeedStatus = Static<typeof FeedStatus>

const QuarantinedEntry = closed({
  id: Type.Integer(),
  issuer: Type.String(),
  seq: Type.Integer(),
  reason: Type.String(),
  detail: Type.String(),
  source: Type.String(),
  times: Type.Integer(),
  firstAt: Timestamp,
  lastAt: Timestamp,
})
export type QuarantinedEntry = Static<typeof QuarantinedEntry>

const Federation = closed({
  federation: Type.String(),
  version: Type.Integer(),
  jurisdiction: JurisdictionCode,
  members: Type.Array(
    closed({ jurisdiction: JurisdictionCode, name: text(120), root: Key32, contact: Contact }),
  ),
})
export type Federation = Static<typeof Federation>

const Statement = closed({ issuer: JurisdictionCode, seq: FeedSequence, envelope: Envelope })

const keys = answer(closed({ statements: Type.Array(Statement) }))
const feeds = answer(closed({ jurisdiction: JurisdictionCode, feeds: Type.Array(FeedStatus) }))
const quarantine = answer(closed({ entries: Type.Array(QuarantinedEntry) }))
const federation = answer(Federation)

export type ExchangeCalls = ReturnType<typeof exchangeCalls>

/** The exchange: where every feed stands, what was refused, and who the members are. */
export function exchangeCalls(exchange: Service) {
  return {
    feeds: async (caller: Caller) => (await exchange.json(caller, feeds, { path: '/v1/feeds' })).feeds,
    quarantine: async (caller: Caller) =>
      (await exchange.json(caller, quarantine, { path: '/v1/quarantine' })).entries,
    /** What every root said about its keys. Not to be believed before it is verified. */
    keys: async (caller: Caller) => (await exchange.json(caller, keys, { path: '/v1/keys' })).statements,
    federation: (caller: Caller) => exchange.json(caller, federation, { path: '/v1/federation' }),
  }
}
