import type { FieldProblem, Problem } from '@crosswatch/protocol'

/**
 * The node answered, and the answer is a refusal or a failure.
 *
 * `message` is the sentence of the error catalogue, with what is particular to this case behind it; neither ever holds
 * personal data. `code` is stable: switch on it.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** A code of the catalogue of `@crosswatch/protocol`, or one that a newer node has added. */
  readonly code: string
  readonly status: number
  /** The sentence of the catalogue: what to do. */
  readonly title: string
  readonly detail: string | undefined
  readonly fields: readonly FieldProblem[]
  /** `urn:crosswatch:request:<id>`: what the administrator finds in the log. */
  readonly instance: string
  /** Milliseconds to wait before another attempt, where the node named them. */
  readonly retryAfterMs: number | undefined

  constructor(problem: Problem, retryAfterMs?: number) {
    const { title, detail, fields = [] } = problem
    super([title, detail && `(${detail})`, ...fields.map(sentence)].filter(Boolean).join(' '))
    this.code = problem.code
    this.status = problem.status
    this.title = title
    this.detail = detail
    this.fields = fields
    this.instance = problem.instance
    this.retryAfterMs = retryAfterMs
  }
}

export type ConnectionProblem = 'unreachable' | 'cut-off' | 'not-crosswatch'

/** No answer that can be understood: nobody listens there, the connection broke, or it is not a Crosswatch node. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code: ConnectionProblem

  constructor(code: ConnectionProblem, gateway: string, options?: ErrorOptions) {
    super(sentences[code](gateway), options)
    this.code = code
  }
}

const sentences: Record<ConnectionProblem, (gateway: string) => string> = {
  unreachable: (gateway) => `No node answers at ${gateway}; check the address and that the node is running.`,
  'cut-off': (gateway) => `The connection to ${gateway} broke off; try again.`,
  'not-crosswatch': (gateway) => `What answers at ${gateway} is not a Crosswatch gateway; check the address.`,
}

function sentence({ part, path, problem }: FieldProblem): string {
  return `${part}${path} ${problem}.`
}
