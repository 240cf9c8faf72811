/** Why an entry does not count. A closed list, shown to operators and counted in the metrics. */
export const refusalReasons = [
  'malformed',
  'wrong-federation',
  'wrong-issuer',
  'not-a-member',
  'unknown-key',
  'bad-signature',
  'weak-key',
  'gap',
  'fork',
  'replay',
  'chain-broken',
  'time-reversed',
  'body-missing',
  'body-mismatch',
  'key-event-refused',
  'channel-refused',
  'letter-refused',
  'revoked-key',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Thrown while an entry is checked. `detail` is for an operator and never holds content. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason
  readonly detail: string

  constructor(reason: RefusalReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options)
    this.reason = reason
    this.detail = detail
  }
}
