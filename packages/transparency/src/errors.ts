/** Why bytes or claims of a log were refused. A closed list, so that a caller can switch on it. */
export type TransparencyProblem =
  | 'key-malformed'
  | 'note-malformed'
  | 'signature-missing'
  | 'signature-invalid'
  | 'checkpoint-malformed'
  | 'origin-mismatch'
  | 'tile-malformed'
  | 'entry-malformed'
  | 'proof-malformed'
  | 'proof-invalid'
  | 'policy-malformed'
  | 'request-malformed'
  | 'out-of-range'

/** A refusal by this package. The message names the rule that was broken and never repeats the input. */
export class TransparencyError extends Error {
  override readonly name = 'TransparencyError'
  readonly problem: TransparencyProblem

  constructor(problem: TransparencyProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}
