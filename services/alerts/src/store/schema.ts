import { bytea } from '@crosswatch/database'
import type {
  Action,
  AgreementAct,
  AlertState,
  Category,
  ClearanceConsent,
  ClearanceEnd,
  ClearanceGround,
  ClearanceRefusal,
  ClearanceState,
  Compartment,
  ContestState,
  DisputeOutcome,
  DisputeRequest,
  FlagReason,
  HitOutcome,
  ImportState,
  IssueDecision,
  JurisdictionCode,
  MeasureKind,
  MessageContent,
  Mode,
  Purpose,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Holder } from '../domain/holders.ts'

/** Alerts of this node and those received. Whatever names or describes somebody is in a box under the storage key. */
export const alerts = pgSchema('alerts')

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** A compartment at rest: its box, and its key wrapped under the storage key. Both base64. */
export interface StoredCompartment {
  readonly name: Compartment
  readonly box: string
  readonly key: string
}

/** Grows with every change of an alert, in the order of commits (see `nextChanges`). */
export const changeSeq = alerts.sequence('change_seq')

/** An alert as it stands now: its newest version in force, or what is left of it. */
export const alert = alerts.table(
  'alert',
  {
    id: uuid().primaryKey(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    origin: text().$type<'own' | 'received'>().notNull(),
    state: text().$type<AlertState>().notNull(),
    /** 0 before the first version is issued. */
    version: integer().notNull(),
    category: text().$type<Category>().notNull(),
    action: text().$type<Action>().notNull(),
    mode: text().$type<Mode>().notNull(),
    validUntil: time('valid_until').notNull(),
    reviewBy: time('review_by').notNull(),
    /** Canonical bytes of the core, boxed with context `alert <id> <version>`; null when nothing is in force. */
    core: bytea(),
    coreKey: bytea('core_key'),
    compartments: jsonb().$type<readonly StoredCompartment[]>().notNull(),
    /** SHA-256 of the core's payload, in hexadecimal: what the next version replaces. */
    coreHash: text('core_hash'),
    /** The issuer's own notes, boxed with context `notes <id>`. */
    notes: bytea(),
    notesKey: bytea('notes_key'),
    /** Links that not every recipient may see, as JSON, boxed with context `links <id>`: they never leave. */
    links: bytea(),
    linksKey: bytea('links_key'),
    drafter: text(),
    approver: text(),
    issuedAt: time('issued_at'),
    /** Own alerts: who has it, this version or another, and is told what becomes of it. */
    recipients: jsonb().$type<readonly Holder[]>().notNull(),
    /** Received alerts: the entry of the issuer's feed that brought this version. */
    entrySeq: bigint('entry_seq', { mode: 'number' }),
    /** Own alerts: since when its issuer knows that this version ends soon. */
    noticedAt: time('noticed_at'),
    /** Why it is quarantined. */
    reason: text(),
    /** Keyed hash of (source, ref) for imported alerts. */
    sourceKey: bytea('source_key'),
    source: text(),
    /** Keyed hash of the content in force, to tell an unchanged row. */
    contentKey: bytea('content_key'),
    /** The import that last had the row. */
    seenIn: uuid('seen_in'),
    /** This jurisdiction does not act upon it; see `flag`. */
    flagged: boolean().notNull().default(false),
    /** What its issuer says of disputes about it. */
    notice: text().$type<ContestState>(),
    /** How it stands here: by the notice of its issuer and the disputes that this node knows. */
    contest: text().$type<ContestState>(),
    /** 0 while the alert was never in force. */
    change: bigint({ mode: 'number' }).notNull().default(0),
    updatedAt: time('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('alert_change').on(table.change),
    index('alert_listed').on(table.updatedAt, table.id),
    index('alert_due')
      .on(table.validUntil)
      .where(sql`${table.state} = 'active'`),
    index('alert_due_unused')
      .on(table.validUntil)
      .where(sql`${table.state} = 'quarantined' and ${table.origin} = 'received'`),
    index('alert_unnoticed')
      .on(table.reviewBy)
      .where(sql`${table.state} = 'active' and ${table.origin} = 'own' and ${table.noticedAt} is null`),
    index('alert_noticed')
      .on(table.reviewBy)
      .where(sql`${table.state} = 'active' and ${table.noticedAt} is not null`),
    index('alert_source').on(table.sourceKey),
    index('alert_source_name')
      .on(table.source)
      .where(sql`${table.source} is not null`),
    check(
      'alert_state',
      sql`${table.state} in ('draft', 'submitted', 'active', 'withdrawn', 'expired', 'quarantined')`,
    ),
  ],
)

/**
 * An alert as it was listed until a later change, for as long as a query of that time may have to be replayed. A trigger on `alert` writes
 * it, with the identity and no other compartment, and drops the content when that of the alert goes.
 */
export const pastVersion = alerts.table(
  'past_version',
  {
    alert: uuid().notNull(),
    /** From this change on, and before that one. */
    change: bigint({ mode: 'number' }).notNull(),
    until: bigint({ mode: 'number' }).notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    version: integer().notNull(),
    flagged: boolean().notNull(),
    core: bytea(),
    coreKey: bytea('core_key'),
    compartments: jsonb().$type<readonly StoredCompartment[]>().notNull(),
    endedAt: time('ended_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.alert, table.change] }),
    index('past_version_change').on(table.change),
    index('past_version_ended').on(table.endedAt),
  ],
)

/**
 * What was decided about recipients when alerts were issued, by the digest of what was asked and answered: many alerts have the same. It
 * names no alert and nobody.
 */
export const issueDecision = alerts.table('issue_decision', {
  digest: text().primaryKey(),
  decision: jsonb().$type<IssueDecision>().notNull(),
})

/** Which decision each issued version went out under. */
export const issued = alerts.table(
  'issued',
  {
    alert: uuid().notNull(),
    version: integer().notNull(),
    /** By the clock that the decision went by. */
    at: time('at').notNull(),
    decision: text()
      .notNull()
      .references(() => issueDecision.digest),
  },
  (table) => [primaryKey({ columns: [table.alert, table.version] })],
)

/** The change that waits to be issued: at most one for each alert of this node. */
export const draft = alerts.table(
  'draft',
  {
    alert: uuid()
      .primaryKey()
      .references(() => alert.id, { onDelete: 'cascade' }),
    state: text().$type<'draft' | 'submitted'>().notNull(),
    category: text().$type<Category>().notNull(),
    /** Canonical bytes of the AlertDraft, boxed with context `draft <alert>`. */
    content: bytea().notNull(),
    contentBoxKey: bytea('content_box_key').notNull(),
    contentKey: bytea('content_key'),
    drafter: text().notNull(),
    submitter: text(),
    /** Why a supervisor gave it back, boxed like the content. */
    returned: bytea(),
    returnedKey: bytea('returned_key'),
    import: uuid().references(() => imports.id),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [index('draft_import').on(table.import)],
)

/** Keyed hashes of identifiers, to find alerts on the same subject without their identifiers standing here. */
export const subjectKey = alerts.table(
  'subject_key',
  {
    key: bytea().notNull(),
    alert: uuid()
      .notNull()
      .references(() => alert.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.key, table.alert] }), index('subject_key_alert').on(table.alert)],
)

/** A list that is drafted row by row and approved as one. */
export const imports = alerts.table('import', {
  id: uuid().primaryKey(),
  source: text().notNull(),
  complete: boolean().notNull(),
  state: text().$type<ImportState>().notNull(),
  drafter: text().notNull(),
  submitter: text(),
  approver: text(),
  approverAuthority: text('approver_authority'),
  /** What the approving officer confirmed that each jurisdiction may open of its rows, at most. */
  confirmed: jsonb()
    .$type<readonly { jurisdiction: JurisdictionCode; compartments: readonly Compartment[] }[]>()
    .notNull()
    .default([]),
  drafted: integer().notNull().default(0),
  unchanged: integer().notNull().default(0),
  refused: integer().notNull().default(0),
  missing: integer().notNull().default(0),
  issued: integer().notNull().default(0),
  createdAt: time('created_at').notNull().defaultNow(),
})

/** Agreements as this node knows them, each version by the digest of its terms. They name desks, never persons. */
export const agreement = alerts.table('agreement', {
  digest: text().primaryKey(),
  id: uuid().notNull(),
  version: integer().notNull(),
  /** Canonical bytes of the AgreementTerms. */
  terms: bytea().notNull(),
  /** Who of this node drafted or endorsed it. */
  preparedBy: text('prepared_by'),
  createdAt: time('created_at').notNull().defaultNow(),
})

/** What the parties said about an agreement. */
export const agreementStatement = alerts.table(
  'agreement_statement',
  {
    digest: text()
      .notNull()
      .references(() => agreement.digest),
    party: text().$type<JurisdictionCode>().notNull(),
    act: text().$type<AgreementAct>().notNull(),
    at: time('at').notNull(),
    reason: text(),
    /** Place of the entry in the party's feed; null for what this node said and has not read back. */
    seq: bigint({ mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.digest, table.party, table.act, table.at] })],
)

/** A confirmed hit: reported from here, or by another jurisdiction about an alert of this one. */
export const hit = alerts.table(
  'hit',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    version: integer().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    reporter: text().$type<JurisdictionCode>().notNull(),
    category: text().$type<Category>().notNull(),
    danger: boolean().notNull(),
    /** What the alert may be used for: decides which agreement covers the thread, also when the alert is gone. */
    purposes: jsonb().$type<readonly Purpose[]>().notNull(),
    /** Until when the issuer is to say something, and when it did. */
    dueBy: time('due_by').notNull(),
    answeredAt: time('answered_at'),
    outcome: text().$type<HitOutcome>(),
    /** Canonical bytes of the HitReport, boxed with context `hit <id>`. */
    report: bytea().notNull(),
    reportKey: bytea('report_key').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [index('hit_listed').on(table.createdAt), index('hit_alert').on(table.alert)],
)

/** A message of the thread on a hit. */
export const message = alerts.table(
  'message',
  {
    id: uuid().primaryKey(),
    hit: uuid()
      .notNull()
      .references(() => hit.id, { onDelete: 'cascade' }),
    from: text().$type<JurisdictionCode>().notNull(),
    kind: text().$type<MessageContent['kind']>().notNull(),
    at: time('at').notNull(),
    /** Until when a request is to be answered. */
    dueBy: time('due_by'),
    /** The request that it answers, or the handover that it confirms. */
    answers: uuid(),
    /** SHA-256 of the signed payload, in hexadecimal. */
    digest: text().notNull(),
    /** Canonical bytes of the ThreadMessage, boxed with context `message <id>`. */
    document: bytea().notNull(),
    documentKey: bytea('document_key').notNull(),
    /** Evidence that was opened for this thread. */
    compartments: jsonb().$type<readonly StoredCompartment[]>().notNull(),
  },
  (table) => [index('message_hit').on(table.hit)],
)

/** What a jurisdiction did about an alert: this one, or another about an alert of this one. */
export const measure = alerts.table(
  'measure',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    version: integer().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    jurisdiction: text().$type<JurisdictionCode>().notNull(),
    category: text().$type<Category>().notNull(),
    kind: text().$type<MeasureKind>().notNull(),
    at: time('at').notNull(),
    /** Canonical bytes of the Measure, boxed with context `measure <id>`. */
    document: bytea().notNull(),
    documentKey: bytea('document_key').notNull(),
  },
  (table) => [index('measure_alert').on(table.alert), index('measure_at').on(table.at)],
)

/** That a jurisdiction does not act upon an alert: this one upon a received alert, or another one upon an own alert. */
export const flag = alerts.table(
  'flag',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    by: text().$type<JurisdictionCode>().notNull(),
    reason: text().$type<FlagReason>().notNull(),
    /** Boxed with context `flag <id>`. */
    note: bytea(),
    noteKey: bytea('note_key'),
    /** Officers of this node; null where another one says so. */
    officer: text(),
    since: time('since').notNull(),
    liftedBy: text('lifted_by'),
    liftedAt: time('lifted_at'),
  },
  (table) => [
    uniqueIndex('flag_open')
      .on(table.alert, table.by)
      .where(sql`${table.liftedAt} is null`),
  ],
)

/** What somebody asks who is named in an alert: made at this node, or forwarded to it as the issuer. */
export const dispute = alerts.table(
  'dispute',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    version: integer().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    madeAt: text('made_at').$type<JurisdictionCode>().notNull(),
    request: text().$type<DisputeRequest>().notNull(),
    /** Not shown at this node while it is decided. */
    block: boolean().notNull(),
    dueBy: time('due_by').notNull(),
    outcome: text().$type<DisputeOutcome>(),
    recordedAt: time('recorded_at').notNull(),
    decidedAt: time('decided_at'),
    /** Officers of this node; null for what another one did. */
    recordedBy: text('recorded_by'),
    decidedBy: text('decided_by'),
    /** What was asked, boxed with context `dispute <id> asked`; null if it did not come along. */
    statement: bytea(),
    statementKey: bytea('statement_key'),
    /** What the person is told, boxed with context `dispute <id> decided`; null also if it did not come along. */
    explanation: bytea(),
    explanationKey: bytea('explanation_key'),
  },
  (table) => [index('dispute_alert').on(table.alert), index('dispute_listed').on(table.recordedAt)],
)

/** Who got a clearance from its issuer, and when each said that it is erased. */
export interface ClearanceRecipient {
  readonly jurisdiction: JurisdictionCode
  readonly erasedAt: string | null
}

/** A person who is not the subject of an alert: proposed from here or to here, or told by the issuer. */
export const clearance = alerts.table(
  'clearance',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    /** The version whose identity it was last held against. */
    version: integer().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    /** Where the person was cleared; null where this node is not told. */
    proposer: text().$type<JurisdictionCode>(),
    /** What it rests on, at the proposer. */
    override: uuid(),
    state: text().$type<ClearanceState>().notNull(),
    reason: text().$type<ClearanceRefusal | ClearanceEnd>(),
    ground: text().$type<ClearanceGround>(),
    consent: jsonb().$type<ClearanceConsent>(),
    /** The mark, and the identity that it is held against, boxed with context `clearance <id>`; null once it is erased. */
    mark: bytea(),
    markKey: bytea('mark_key'),
    since: time('since').notNull(),
    validUntil: time('valid_until').notNull(),
    decidedAt: time('decided_at'),
    endedAt: time('ended_at'),
    /** Officers of this node; null for what another one did, or the service by itself. */
    proposedBy: text('proposed_by'),
    decidedBy: text('decided_by'),
    endedBy: text('ended_by'),
    /** At the issuer: who has it, and when each said that it is erased. */
    recipients: jsonb().$type<readonly ClearanceRecipient[]>().notNull().default([]),
    /** Where the issuer's word that it stands was in its feed: it falls with the key that signed it. Null where it was said here. */
    entrySeq: bigint('entry_seq', { mode: 'number' }),
    /** The ledger of erasures ended it and nobody has been told yet. */
    untold: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex('clearance_open')
      .on(table.override)
      .where(sql`${table.state} in ('proposed', 'standing')`),
    index('clearance_alert').on(table.alert),
    index('clearance_held')
      .on(table.id)
      .where(sql`${table.mark} is not null`),
    index('clearance_listed').on(table.since),
    index('clearance_untold')
      .on(table.id)
      .where(sql`${table.untold}`),
  ],
)

/** An own alert that a recipient had under an agreement that was terminated, and had to erase. */
export const departure = alerts.table('departure', {
  /** In the order of changes. */
  change: bigint({ mode: 'number' }).primaryKey(),
  alert: uuid().notNull(),
  version: integer().notNull(),
  recipient: text().$type<JurisdictionCode>().notNull(),
  at: time('at').notNull(),
})

/** Registers of licences to recruit, as they were imported last. */
export const licenceRegister = alerts.table('licence_register', {
  name: text().primaryKey(),
  licences: integer().notNull(),
  /** The licences as JSON, boxed with context `licences <name>`: some agencies bear the name of a person. */
  content: bytea().notNull(),
  contentKey: bytea('content_key').notNull(),
  importedBy: text('imported_by').notNull(),
  importedAt: time('imported_at').notNull(),
})

/** How far the inbox of the exchange has been read. */
export const cursor = alerts.table('cursor', {
  name: text().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
})
