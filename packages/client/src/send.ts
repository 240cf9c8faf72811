import { Problem } from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import { ApiError, ConnectionError } from './errors.ts'

/** Sends one request; the answer is a good one, or it throws. */
export type Send = (request: Request) => Promise<Response>

/**
 * Sends a request once.
 *
 * @throws {ApiError} for an answer that is not 2xx
 * @throws {ConnectionError} where there is no answer
 */
export function sendOnce(gateway: string, fetch: Send): Send {
  return async (request) => {
    const response = await attempt(gateway, () => fetch(request))
    if (response.ok) return response
    throw await problemOf(gateway, response)
  }
}

/** Reads from a connection that may break. @throws {ConnectionError} */
export async function attempt<T>(gateway: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause
    throw new ConnectionError(isRefused(cause) ? 'unreachable' : 'cut-off', gateway, { cause })
  }
}

const isProblem = Compile(Problem)

async function problemOf(gateway: string, response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined)
  if (!isProblem.Check(body)) return new ConnectionError('not-crosswatch', gateway)
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError(body, Number.isFinite(seconds) ? seconds * 1000 : undefined)
}

/** Whether it is certain that the request never arrived. */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const codes = [cause, ...(cause instanceof AggregateError ? cause.errors : [])].map(codeOf)
  return codes.some((code) => code !== undefined && unreachable.has(code))
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
