import { ServiceError } from '@crosswatch/protocol'
import { pino, type DestinationStream, type LogFn, type Logger } from 'pino'

export type { Logger }

export interface LoggerOptions {
  /** Name of the service; stands in every line. */
  readonly service: string
  readonly jurisdiction?: string
  readonly level?: string
  /** Default: standard error, written at once, so that the last line before a crash is there. */
  readonly destination?: DestinationStream
}

/**
 * The only maker of loggers. A line carries ids and route patterns; requests and errors pass through serializers that
 * drop whatever could hold a name, a number, a query or a token, so that a careless `log.error(error)` is safe too.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { service, jurisdiction, level = 'info' } = options
  return pino(
    {
      level,
      base: { service, ...(jurisdiction === undefined ? {} : { jurisdiction }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        req: () => undefined,
        res: statusOnly,
        err: describeError,
        error: describeError,
        cause: describeError,
      },
      hooks: { logMethod: withoutErrorMessage },
      redact: {
        paths: ['body', 'query', 'params', 'headers', 'authorization', 'token', 'password', 'url'],
        remove: true,
      },
    },
    options.destination ?? pino.destination({ fd: 2, sync: true }),
  )
}

/** Pino takes the message of an error for the line's own when none is given. */
function withoutErrorMessage(this: Logger, args: Parameters<LogFn>, method: LogFn) {
  const [first, message = 'error'] = args
  const error: unknown = first instanceof Error ? first : Reflect.get(Object(first), 'err')
  if (error instanceof Error) method.call(this, first instanceof Error ? { err: error } : first, message)
  else method.apply(this, args)
}

export interface ErrorDescription {
  readonly name: string
  readonly code?: string
  readonly message?: string
  readonly stack?: string[]
  readonly cause?: ErrorDescription
}

/**
 * What may be logged of an error. Its message only where we wrote it, or where the language does from our own source:
 * the message of a database or parser error repeats the data.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    name: error.constructor.name,
    ...(code === undefined ? {} : { code }),
    ...(hasSafeMessage(error) ? { message: error.message } : {}),
    stack: frames(error),
    ...(error.cause instanceof Error && depth < 5 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

function hasSafeMessage(error: Error): boolean {
  // Node's system errors (`syscall`) name an address or a path of the configuration.
  return (
    error instanceof ServiceError ||
    error.constructor === TypeError ||
    error.constructor === ReferenceError ||
    'syscall' in error
  )
}

/** The frames without the message above them. */
function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}

function statusOnly(reply: unknown) {
  const code =
    typeof reply === 'object' && reply !== null && 'statusCode' in reply ? reply.statusCode : undefined
  return { statusCode: code }
}
