/**
 * What went wrong, as far as a caller can act on it. Drizzle wraps the driver's error in one whose message repeats the
 * query's parameters; these functions look through it, so that nobody has to touch that message.
 */

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** node-postgres gives these no code. */
const connectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
]

/** SQLSTATE classes and codes of a server that is away, starting, stopping or full (PostgreSQL manual, appendix A). */
const unavailableStates = /^(08...|57P0[1235]|53300)$/

/**
 * Whether the connection failed, rather than the query: the server is away, restarting, or takes no more connections.
 * What was under way may or may not have been committed.
 */
export function isConnectionFailure(error: unknown): boolean {
  return causes(error).some(
    (cause) =>
      networkCodes.has(codeOf(cause) ?? '') ||
      unavailableStates.test(codeOf(cause) ?? '') ||
      connectionMessages.some((text) => cause.message.startsWith(text)),
  )
}

/** The five-character SQLSTATE, if the server refused the query. */
export function databaseErrorCode(error: unknown): string | undefined {
  return causes(error)
    .map(codeOf)
    .find((code) => code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !networkCodes.has(code))
}

/** Whether a row with this key exists already (SQLSTATE 23505), optionally under the constraint of this name. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (databaseErrorCode(error) !== '23505') return false
  return constraint === undefined || violatedConstraint(error) === constraint
}

/** The name of the constraint that a query violated. */
export function violatedConstraint(error: unknown): string | undefined {
  for (const cause of causes(error)) {
    if ('constraint' in cause && typeof cause.constraint === 'string') return cause.constraint
  }
  return undefined
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The error, its causes and, for a host with several addresses, the failure of each. */
function causes(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 8) return []
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...inner].flatMap((cause) => causes(cause, depth + 1))]
}
