import { Type, type Static } from 'typebox'
import {
  Action,
  Category,
  cautions,
  Compartment,
  Grade,
  Handling,
  Link,
  Mode,
  withdrawalReasons,
} from '../alert.ts'
import { Evidence, Grounds, Posting } from '../compartments.ts'
import { contestStates } from '../dispute.ts'
import { Identity } from '../identity.ts'
import { Purpose } from '../purposes.ts'
import { Flag } from './disputes.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp, Uuid } from '../scalars.ts'

/** What an analyst writes. Action, review date and issuer follow from the category and the node. */
export const AlertDraft = closed({
  category: Category,
  mode: Type.Optional(Mode),
  authority: text(120),
  grade: Grade,
  handling: Handling,
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 9, uniqueItems: true }),
  /** Default: from issue on. */
  validFrom: Type.Optional(Timestamp),
  validUntil: Timestamp,
  cautions: Type.Optional(Type.Array(oneOf(cautions), { maxItems: 6, uniqueItems: true })),
  links: Type.Optional(Type.Array(Link, { maxItems: 20 })),
  /** Why the alert is adequate, relevant and important enough. */
  statement: text(300),
  identity: Type.Optional(Identity),
  posting: Type.Optional(Posting),
  grounds: Grounds,
  evidence: Type.Optional(Evidence),
  /** The issuer's own notes: never leave the node. */
  notes: Type.Optional(text(2000)),
})
export type AlertDraft = Static<typeof AlertDraft>

/** `draft` and `submitted` exist at the issuer only; `quarantined` at recipients only. */
export const alertStates = ['draft', 'submitted', 'active', 'withdrawn', 'expired', 'quarantined'] as const
export type AlertState = (typeof alertStates)[number]

/** One line of a list of alerts. */
export const AlertSummary = closed({
  id: Uuid,
  /** The version that is in force; 0 before the first was issued. */
  version: Type.Integer({ minimum: 0 }),
  issuer: JurisdictionCode,
  origin: oneOf(['own', 'received']),
  state: oneOf(alertStates),
  /** A change that waits to be issued as the next version. */
  pending: Type.Union([Type.Null(), oneOf(['draft', 'submitted'])]),
  category: Category,
  action: Action,
  mode: Mode,
  /** Not acted upon here. */
  flagged: Type.Boolean(),
  /** Somebody disputes it: it says so, or is not shown in answers while that is decided. */
  contest: Type.Union([Type.Null(), oneOf(contestStates)]),
  /** The subject's primary name, or what stands for it. Empty where the reader may not see it. */
  label: Type.String({ maxLength: 200 }),
  validUntil: Timestamp,
  reviewBy: Timestamp,
  updatedAt: Timestamp,
})
export type AlertSummary = Static<typeof AlertSummary>

export const AlertList = closed({
  alerts: Type.Array(AlertSummary),
  /** Give it as `after` for the next page; null at the end. */
  next: Type.Union([Type.Null(), Type.String({ maxLength: 200 })]),
})

/** An alert as far as the reader may see it. */
export const AlertDetail = closed({
  summary: AlertSummary,
  /** What is in force, or what is drafted where nothing is in force. Compartments the reader may not open are absent. */
  content: Type.Partial(AlertDraft, { additionalProperties: false }),
  /** The change that waits to be issued, if there is one besides what is in force. */
  draft: Type.Union([Type.Null(), AlertDraft]),
  /** What must change in what is drafted, if a supervisor gave it back. */
  returned: Type.Optional(text(300)),
  issuedAt: Type.Union([Type.Null(), Timestamp]),
  drafter: Type.Union([Type.Null(), text(80)]),
  approver: Type.Union([Type.Null(), text(80)]),
  /** Why it was withdrawn, or is not let in here: a code. */
  reason: Type.Optional(text(40)),
  /** Who got it, and what each may open. Known at the issuer only. */
  recipients: Type.Array(
    closed({
      jurisdiction: JurisdictionCode,
      compartments: Type.Array(Type.String()),
      /** This node lost its database and read the alert back from its feed, which does not say to whom it went. */
      presumed: Type.Optional(Type.Literal(true)),
    }),
  ),
  /** Who does not act upon it: this jurisdiction, or recipients of an own alert. */
  flags: Type.Array(Flag),
})
export type AlertDetail = Static<typeof AlertDetail>

export const AlertReference = closed({
  id: Uuid,
  version: Type.Integer({ minimum: 0 }),
  state: oneOf(alertStates),
})
export const WithdrawRequest = closed({ reason: oneOf(withdrawalReasons) })
export const ReturnRequest = closed({ note: text(300) })

/** What one jurisdiction would see of an alert: which compartments it could open, and which fields are filled in there. */
export const RecipientPreview = closed({
  jurisdiction: JurisdictionCode,
  compartments: Type.Array(closed({ name: Compartment, fields: Type.Array(text(40)) })),
  /** The policies and agreements that say so. */
  policies: Type.Array(text(80)),
})
export type RecipientPreview = Static<typeof RecipientPreview>

/**
 * Who would get a change if it were approved now. `digest` names exactly this: the content that waits, these recipients, and the
 * terms of the agreements behind them. An approval gives it back, and holds for nothing else.
 */
export const RecipientsPreview = closed({
  digest: Sha256Hex,
  recipients: Type.Array(RecipientPreview),
  /** Members that would get nothing. */
  others: Type.Array(JurisdictionCode),
})
export type RecipientsPreview = Static<typeof RecipientsPreview>

/** The digest of the preview that the approving officer saw. */
export const ApproveRequest = closed({ recipients: Sha256Hex })

export const importStates = ['open', 'submitted', 'issuing', 'done', 'discarded'] as const
export type ImportState = (typeof importStates)[number]

/** Begins an import: a list that is drafted row by row and approved as one. */
export const ImportRequest = closed({
  /** Names the list, the same every time it is imported: `ofac-sdn`. */
  source: Type.String({ pattern: '^[a-z0-9-]{2,60}$' }),
  /** The rows are the whole list: alerts of earlier imports that are not among them are withdrawn on approval. */
  complete: Type.Boolean(),
})
export type ImportRequest = Static<typeof ImportRequest>

/** Up to 500 rows. `ref` is what the list itself calls the row, the same every time. */
export const ImportRows = closed({
  rows: Type.Array(closed({ ref: text(120), draft: AlertDraft }), { minItems: 1, maxItems: 500 }),
})
export type ImportRows = Static<typeof ImportRows>

export const ImportRowsResult = closed({
  drafted: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Array(closed({ ref: text(120), problems: Type.Array(Type.String()) })),
})
export type ImportRowsResult = Static<typeof ImportRowsResult>

export const ImportStatus = closed({
  id: Uuid,
  source: Type.String(),
  complete: Type.Boolean(),
  state: oneOf(importStates),
  drafter: text(80),
  approver: Type.Union([Type.Null(), text(80)]),
  /** Rows that were new or changed. */
  drafted: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Integer(),
  /** Alerts that the approval withdraws, since the list no longer has them. */
  missing: Type.Integer(),
  issued: Type.Integer(),
  createdAt: Timestamp,
})
export type ImportStatus = Static<typeof ImportStatus>
