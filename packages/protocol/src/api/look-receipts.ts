import { Type, type Static } from 'typebox'
import { Look, LogPlace, OfficerPseudonym } from '../look-receipt.ts'
import { Purpose } from '../purposes.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/**
 * What the log of the jurisdiction that looked says of a receipt. `waiting`: not compared yet. `proven`: the record stands where
 * the receipt says, in the log as this node cosigned it. `refuted`: something else stands there.
 */
export const lookStates = ['waiting', 'proven', 'refuted'] as const
export type LookState = (typeof lookStates)[number]

/** A search of the receipts that others gave. Reading is itself recorded. */
export const LookSearch = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  jurisdiction: Type.Optional(JurisdictionCode),
  alert: Type.Optional(Uuid),
  state: Type.Optional(oneOf(lookStates)),
  /** `next` of the page before. */
  after: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
})
export type LookSearch = Static<typeof LookSearch>

export const ForeignLook = closed({
  ...Look.properties,
  /** Who looked. */
  jurisdiction: JurisdictionCode,
  /** The receipt that says so. */
  receipt: Uuid,
  state: oneOf(lookStates),
  /** What the state rests on: C2SP tlog-proof with the leaf at that place as its extra data; null while it waits. */
  proof: Type.Union([Type.Null(), Type.String({ maxLength: 8192 })]),
})
export type ForeignLook = Static<typeof ForeignLook>

export const ForeignLookList = closed({
  /** What came last is first. */
  looks: Type.Array(ForeignLook),
  next: Type.Union([Type.Null(), Type.Integer({ minimum: 1 })]),
})
export type ForeignLookList = Static<typeof ForeignLookList>

const count = Type.Integer({ minimum: 0 })

/** What this node and one other have told each other of their looks. */
export const ReceiptAccount = closed({
  jurisdiction: JurisdictionCode,
  /** Receipts that came from there. */
  received: closed({
    receipts: count,
    last: Type.Union([Type.Null(), Timestamp]),
    /** Up to this place of its log. */
    until: LogPlace,
    /** How far its log goes as this node cosigned it; nothing if it never did. */
    cosigned: Type.Union([Type.Null(), LogPlace]),
    /** It has gone on, and has not said for too long whether it looked. */
    silent: Type.Boolean(),
    /** Places that no receipt accounts for. */
    gaps: Type.Array(closed({ from: LogPlace, until: LogPlace })),
    looks: count,
    waiting: count,
    refuted: count,
  }),
  /** Receipts that went there. */
  sent: closed({
    receipts: count,
    last: Type.Union([Type.Null(), Timestamp]),
    until: LogPlace,
    looks: count,
  }),
})
export type ReceiptAccount = Static<typeof ReceiptAccount>

/** A hit that another jurisdiction reported, and no receipt of it tells of a look at that alert in the days before. */
export const UnaccountedHit = closed({
  jurisdiction: JurisdictionCode,
  alert: Uuid,
  /** The record of the report in this node's own log. */
  record: Uuid,
  at: Timestamp,
})

export const ReceiptAccounts = closed({
  jurisdictions: Type.Array(ReceiptAccount),
  /** 200 at most, the youngest first. */
  unaccountedHits: Type.Array(UnaccountedHit),
})
export type ReceiptAccounts = Static<typeof ReceiptAccounts>

/** Asks who stands behind a pseudonym that this node gave to another jurisdiction. */
export const PseudonymQuestion = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  /** To whom it was given. */
  jurisdiction: JurisdictionCode,
  pseudonym: OfficerPseudonym,
})
export type PseudonymQuestion = Static<typeof PseudonymQuestion>

export const PseudonymAnswer = closed({ officer: text(80) })
export type PseudonymAnswer = Static<typeof PseudonymAnswer>
