/** Why bytes from outside are not one of our formats. A closed list: a caller can switch on it. */
export type FormatProblem =
  'envelope-malformed' | 'payload-type-unknown' | 'payload-malformed' | 'frame-malformed' | 'body-malformed'

/** Bytes from outside that are not what they claim to be. The message never holds their content. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly problem: FormatProblem

  constructor(problem: FormatProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}
