import { Type, type Static } from 'typebox'
import { Action, Category, cautions, Grade, Handling, Mode } from '../alert.ts'
import { CodedGround, Grounds, Posting } from '../compartments.ts'
import { Contact } from '../federation.ts'
import { Identity } from '../identity.ts'
import { Purpose } from '../purposes.ts'
import { MatchEvidence, matchVerdicts, SubjectQuery } from '../query.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** A border query: what is asked, and why. POST only, so that nothing about a person stands in a URL. */
export const QueryRequest = closed({
  purpose: Purpose,
  /** Case or control reference. */
  reference: Type.Optional(text(160)),
  subject: SubjectQuery,
})
export type QueryRequest = Static<typeof QueryRequest>

export const queryVerdicts = ['hit', 'possible', 'none'] as const

/** Formats of a machine-readable zone, and the parts of it that have a check digit (ICAO Doc 9303). */
export const zoneFormats = ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'] as const
export const zoneFields = [
  'documentNumber',
  'birthDate',
  'expiryDate',
  'personalNumber',
  'composite',
] as const

/**
 * An alert that matches. The first line learns what to do, for which reasons, and whom to call; what is marked so is for those who
 * may see whom the alert names, and for whoever opens its record.
 */
export const QueryResult = closed({
  alert: Uuid,
  version: Type.Integer({ minimum: 1 }),
  issuer: JurisdictionCode,
  issuerName: text(120),
  verdict: oneOf(matchVerdicts),
  /** From 0 to 1. Not for the first line. */
  score: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  category: Category,
  action: Action,
  /** What to do now, in a sentence. */
  instruction: Type.String(),
  /** `exercise`: a drill. Never act upon it. */
  mode: Mode,
  /** Not for the first line. */
  grade: Type.Optional(Grade),
  /** Not for the first line. */
  handling: Type.Optional(Handling),
  cautions: Type.Array(oneOf(cautions)),
  /** Why, as codes of published lists with their titles. */
  reasons: Type.Array(closed({ ...CodedGround.properties, title: Type.String() })),
  /** The listed name that matched best, or what stands for it. Not for the first line. */
  label: Type.Optional(Type.String({ maxLength: 200 })),
  /** Field by field. Not for the first line. */
  evidence: Type.Optional(Type.Array(MatchEvidence)),
  contact: Contact,
  validUntil: Timestamp,
  /** Not acted upon in this jurisdiction: shown, and never a hit with an action. */
  flagged: Type.Optional(Type.Literal(true)),
  /** Its subject disputes it, and that is not decided yet. */
  contested: Type.Optional(Type.Literal(true)),
})
export type QueryResult = Static<typeof QueryResult>

export const QueryAnswer = closed({
  verdict: oneOf(queryVerdicts),
  /** Strongest first. */
  results: Type.Array(QueryResult, { maxItems: 20 }),
  /**
   * Matches that are not shown: two officers here have made sure that who carries this document is somebody else (`override`), or the
   * issuer of the alert has decided that for whoever carries it and is born on that day (`clearance`).
   */
  cleared: Type.Optional(
    Type.Array(
      Type.Union([
        closed({ alert: Uuid, override: Uuid, until: Timestamp }),
        closed({ alert: Uuid, clearance: Uuid, until: Timestamp }),
      ]),
      { maxItems: 20 },
    ),
  ),
  index: closed({
    alerts: Type.Integer({ minimum: 0 }),
    sequence: Type.Integer({ minimum: 0 }),
    /** Milliseconds since the index last looked for changes. */
    ageMs: Type.Integer({ minimum: 0 }),
  }),
  /** Id of the access record, which was durable before this answer left. */
  record: Uuid,
  /** A machine-readable zone was given: its format, null if it is none, and the fields that fail their check digit. */
  zone: Type.Optional(
    closed({ format: Type.Union([Type.Null(), oneOf(zoneFormats)]), failed: Type.Array(oneOf(zoneFields)) }),
  ),
  /** What could be read of a machine-readable zone, so that the officer can compare. */
  read: Type.Optional(SubjectQuery),
  at: Timestamp,
})
export type QueryAnswer = Static<typeof QueryAnswer>

/** The second step: the record of one alert that a query found. Asked with the query, so that only what it finds is opened. */
export const RecordRequest = closed({
  alert: Uuid,
  /** The access record of the query that found it. */
  query: Uuid,
  /** Why the record is opened; stated anew. */
  purpose: Purpose,
  reference: Type.Optional(text(160)),
  subject: SubjectQuery,
})
export type RecordRequest = Static<typeof RecordRequest>

/** An alert as far as the officer's role shows what was opened to this node. */
export const AlertRecord = closed({
  result: QueryResult,
  identity: Type.Optional(Identity),
  posting: Type.Optional(Posting),
  grounds: Type.Optional(Grounds),
  /** Id of the access record of this look, which is another one than that of the query. */
  record: Uuid,
  at: Timestamp,
})
export type AlertRecord = Static<typeof AlertRecord>
