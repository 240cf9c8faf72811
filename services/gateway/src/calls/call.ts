import { Readable } from 'node:stream'
import { breakGlassHeader, errorCatalogue, Problem, ServiceError, type ErrorCode } from '@crosswatch/protocol'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** On whose behalf a page calls, and under which id the logs of both services know it. */
export interface Caller {
  /** A sign-in token of the officer. */
  readonly token: string
  readonly requestId: string
  /** What is asked, is asked under break-glass. */
  readonly breakGlass?: true
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with its ids in place, and a query string that names nobody. */
  readonly path: string
  readonly body?: unknown
  /** Milliseconds within which the whole answer is there. 15 s unless said. */
  readonly limitMs?: number
}

/** Sends requests to one service. Every one throws the `ServiceError` that the service answered with. */
export interface Service {
  /** Sends a request; the answer has the form of the schema. */
  json<S extends TSchema>(caller: Caller, answer: Answer<S>, request: Request): Promise<Static<S>>
  text(caller: Caller, request: Request): Promise<string>
  /** The bytes of an answer as they arrive, for what is too large to be held. */
  stream(caller: Caller, request: Request): Promise<Readable>
  nothing(caller: Caller, request: Request): Promise<void>
}

/** The form that an answer has. Made once, at import. */
export interface Answer<S extends TSchema> {
  readonly check: (value: unknown) => value is Static<S>
}

export function answer<S extends TSchema>(schema: S): Answer<S> {
  const compiled = Compile(schema)
  return { check: (value): value is Static<S> => compiled.Check(value) }
}

const problem = answer(Problem)
const timeoutMs = 15_000
const streamTimeoutMs = 30 * 60_000

/** @param name of the service, for the detail of an error */
export function service(name: string, baseUrl: string): Service {
  async function send(
    { token, requestId, breakGlass }: Caller,
    { method = 'GET', path, body, limitMs = timeoutMs }: Request,
  ) {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-request-id': requestId,
        ...(breakGlass && { [breakGlassHeader]: 'yes' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    }).catch((cause: unknown) => {
      throw new ServiceError(isTimeout(cause) ? 'timed-out' : 'unavailable', { detail: name, cause })
    })
    if (!response.ok) throw await errorOf(name, response)
    return response
  }

  return {
    async json(caller, { check }, request) {
      const response = await send(caller, request)
      const value: unknown = await response.json().catch((cause: unknown) => {
        throw new ServiceError('unavailable', { detail: name, cause })
      })
      if (check(value)) return value
      throw new ServiceError('unexpected', { detail: `an answer of ${name} does not have the agreed form` })
    },
    text: async (caller, request) => (await send(caller, request)).text(),
    async stream(caller, request) {
      const { body } = await send(caller, { limitMs: streamTimeoutMs, ...request })
      return body === null ? Readable.from([]) : Readable.fromWeb(body)
    },
    async nothing(caller, request) {
      const response = await send(caller, request)
      await response.body?.cancel()
    },
  }
}

/** The error of the catalogue that the service named, with what it said about this case. */
async function errorOf(name: string, response: Response): Promise<ServiceError> {
  const body: unknown = await response.json().catch(() => undefined)
  if (!problem.check(body) || !isErrorCode(body.code)) {
    return new ServiceError('unavailable', { detail: name })
  }
  const { code, detail, fields = [] } = body
  return new ServiceError(code, { ...(detail === undefined ? {} : { detail }), fields })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code)
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}
