/** What the command says to the program that called it. Documented in the README and in `crosswatch --help`. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  verificationFailed: 3,
  notAllowed: 4,
  nodeAway: 5,
  hit: 10,
  possible: 11,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Ends a command with one sentence that says what to do. The sentence never holds personal data. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.failed, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** What was typed cannot be done as typed. */
export function usageError(message: string): CommandError {
  return new CommandError(message, exitCodes.usage)
}
