import { Type, type Static } from 'typebox'
import { closed } from './scalars.ts'

/**
 * Every error a service answers with: code, HTTP status, and one sentence that says what to do.
 *
 * The code is stable and meant for programs; the sentence is shown to people. A new error is one more line here.
 */
export const errorCatalogue = {
  // The request as such
  'bad-request': [400, 'The request cannot be read; correct it and send it again.'],
  'invalid-request': [400, 'The request does not have the documented form; correct the named fields.'],
  'not-found': [404, 'There is nothing here; check the address and the id.'],
  'method-not-allowed': [405, 'This address does not take this method; see the allow header.'],
  'not-acceptable': [406, 'The answer is not available in the form asked for; accept application/json.'],
  'payload-too-large': [413, 'The request is too large; send it in smaller parts.'],
  'unsupported-media-type': [415, 'Send the request as application/json.'],
  'too-many-requests': [
    429,
    'Too many requests; wait as long as the retry-after header says, then try again.',
  ],

  // Who asks, and whether they may
  'not-signed-in': [401, 'Sign in, then try again.'],
  'sign-in-refused': [401, 'The user name or the password is wrong; check both and try again.'],
  forbidden: [403, 'Your role does not allow this; ask someone who has the role.'],
  'purpose-not-allowed': [403, 'Your role does not work for this purpose; state the purpose you act for.'],
  'reference-missing': [403, 'This purpose needs a case or control reference; state it and ask again.'],
  'break-glass-not-here': [403, 'A list is not looked up under break-glass; ask person by person.'],
  'four-eyes': [403, 'A second officer must decide this; ask a colleague who did not write it.'],
  'no-agreement': [
    403,
    'No agreement in force covers this; ask the administrator which agreements there are.',
  ],
  'no-consent': [
    403,
    'No live consent at its origin covers this; ask the protection officer there, through your liaison officer.',
  ],
  'break-glass-over': [403, 'No break-glass of yours is in force; ask for one, or go on without it.'],
  'refused-by-policy': [403, 'The rules in force refuse this; the answer names them.'],

  // What is asked does not fit what is there
  conflict: [409, 'This was changed in the meantime; load it again and repeat your change.'],
  'already-exists': [409, 'This exists already; use what is there.'],
  'wrong-state': [
    409,
    'The present state does not allow this step; load it again to see which steps remain.',
  ],
  'incompatible-alert': [
    409,
    'Another alert on this subject excludes this one; withdraw or revise that one first.',
  ],
  'recipients-changed': [
    409,
    'Who gets this, or what they may open, is no longer what you confirmed; look at it again and confirm that.',
  ],
  'rule-not-met': [422, 'A rule for this content is not met; correct what the detail names.'],

  // The service cannot do it now
  unexpected: [500, 'Something went wrong here; tell the administrator the id of this answer.'],
  unavailable: [503, 'The service cannot answer at the moment; try again in a few seconds.'],
  'database-unavailable': [503, 'The database cannot be reached; try again in a few seconds.'],
  'bus-unavailable': [503, 'The connection to the other jurisdictions is down; try again in a few seconds.'],
  'not-recorded': [503, 'The access record could not be written, so nothing is shown; try again.'],
  'witnessing-stale': [
    503,
    'The other jurisdictions have not confirmed the access log for too long, so nothing is shown; try again later, or use break-glass in an emergency.',
  ],
  'clock-wrong': [
    503,
    'The clock of this node differs by more than five minutes from those of the other jurisdictions, so nothing is shown; ask the administrator to set it (NTP), then try again.',
  ],
  'index-not-ready': [503, 'The index is still being built; try again in a few seconds.'],
  'bus-refused': [
    502,
    'The hub does not let this node do this; ask the hub operator to check its permissions.',
  ],
  'peer-refused': [502, 'The other jurisdiction refused the request; the detail says why.'],
  'timed-out': [504, 'No answer came in time; try again.'],

  // Starting a service
  'invalid-configuration': [500, 'The configuration is wrong; correct the named variable and start again.'],
  'unreadable-policy': [
    500,
    'The policies cannot be used, so nothing may be decided; correct the named place and start again.',
  ],
  'unreadable-key': [500, 'A key file cannot be opened; check its path and its passphrase.'],
  'migration-changed': [
    500,
    'A migration that was applied has been edited since; restore it and add a new one.',
  ],
  'not-provisioned': [
    500,
    'The stream or consumer is missing at the hub; ask the hub operator to create it.',
  ],
  'log-missing': [500, 'There is no access log yet; create it with its own command, then start again.'],
  'log-broken': [
    500,
    'The access log is not as it was signed; keep the database as it is and compare it with checkpoints held elsewhere.',
  ],
  'log-behind': [
    500,
    'The access log is older than what was signed, so nothing is signed; restore the newer database, as the README of the audit service says under "A restored backup".',
  ],
  'log-forked': [
    500,
    'Another history of this access log was signed, so nothing is signed; keep database and evidence as they are and call the auditors.',
  ],
  'guard-missing': [
    500,
    'The fork guard of the access log is missing or belongs to another log; bring it back, or make it anew with create-log.ts guard after comparing the log with its witnesses.',
  ],
} as const satisfies Record<string, readonly [status: number, sentence: string]>

export type ErrorCode = keyof typeof errorCatalogue

/** One field of a request and what is wrong with it. Names the place and the rule, never the value. */
export const FieldProblem = closed({
  path: Type.String({ description: 'JSON Pointer (RFC 6901) within the named part of the request' }),
  part: Type.String({ description: 'body, querystring, params or headers' }),
  problem: Type.String(),
})
export type FieldProblem = Static<typeof FieldProblem>

/**
 * The body of every error answer, `application/problem+json` (RFC 9457).
 *
 *     {"type":"urn:crosswatch:error:four-eyes","title":"A second officer must decide this; ...",
 *      "status":403,"code":"four-eyes","instance":"urn:crosswatch:request:01980f..."}
 */
export const Problem = closed({
  type: Type.String({ description: 'urn:crosswatch:error:<code>' }),
  title: Type.String({ description: 'What to do, in one sentence' }),
  status: Type.Integer(),
  code: Type.String({ description: 'The code of the catalogue' }),
  detail: Type.Optional(Type.String({ description: 'What is particular to this case; never personal data' })),
  instance: Type.String({ description: 'urn:crosswatch:request:<id>, the id that the log carries' }),
  fields: Type.Optional(Type.Array(FieldProblem)),
})
export type Problem = Static<typeof Problem>

export interface ServiceErrorOptions {
  /** What is particular to this case. Reaches the client and the log: ids and rules, never a name, number or query. */
  readonly detail?: string
  /** What led to it. Reaches the log only, without its message. */
  readonly cause?: unknown
  readonly fields?: readonly FieldProblem[]
}

/**
 * An error of the catalogue: throw it from anywhere, the HTTP layer turns it into its problem answer.
 *
 * @example
 * throw new ServiceError('four-eyes', { detail: `alert ${id}` })
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: ErrorCode
  readonly status: number
  /** The sentence of the catalogue. */
  readonly title: string
  readonly detail: string | undefined
  readonly fields: readonly FieldProblem[]

  constructor(code: ErrorCode, { detail, cause, fields = [] }: ServiceErrorOptions = {}) {
    const [status, title] = errorCatalogue[code]
    super(detail === undefined ? title : `${title} (${detail})`, cause === undefined ? {} : { cause })
    this.code = code
    this.status = status
    this.title = title
    this.detail = detail
    this.fields = fields
  }
}

/** Whether `error` is the error of the catalogue with this code. */
export function hasErrorCode(error: unknown, code: ErrorCode): error is ServiceError {
  return error instanceof ServiceError && error.code === code
}

/** The body of the answer to a request that ended with `error`. */
export function toProblem(error: ServiceError, requestId: string): Problem {
  return {
    type: `urn:crosswatch:error:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    instance: `urn:crosswatch:request:${requestId}`,
    ...(error.fields.length === 0 ? {} : { fields: [...error.fields] }),
  }
}
