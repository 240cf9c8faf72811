import { attempt, type Send, sendOnce } from './send.ts'
import { patiently } from './patience.ts'
import type { Session } from './session.ts'
import { ApiError } from './errors.ts'

export type ServiceName = 'alerts' | 'watchlist' | 'audit' | 'exchange'

/** One request to a service of the node. What is about a person goes into the body, never into path or query. */
export interface Call {
  readonly service: ServiceName
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With its ids in place: `/v1/alerts/0198...`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  /** It has the same effect twice as once, so it is repeated while the node is away. Default: for GET. */
  readonly repeatable?: boolean
}

export interface Api {
  json<T>(call: Call): Promise<T>
  text(call: Call): Promise<string>
  nothing(call: Call): Promise<void>
  /** The lines of an answer as they arrive, without their line feeds. */
  lines(call: Call): AsyncIterable<string>
}

export interface ApiOptions {
  readonly gateway: string
  readonly session: Session
  readonly fetch: Send
  readonly now: () => number
  readonly patienceMs: number
  readonly signal: AbortSignal | undefined
}

export function createApi({ gateway, session, fetch, now, patienceMs, signal }: ApiOptions): Api {
  const send = sendOnce(gateway, fetch)

  /** With a token; a second time with another one if the node says that it is no longer good. */
  async function sendSigned(call: Call): Promise<Response> {
    const token = await session.token()
    try {
      return await send(requestOf(gateway, call, token))
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'not-signed-in')) throw error
      const other = await session.replace(token)
      if (other === undefined) throw error
      return send(requestOf(gateway, call, other))
    }
  }

  const read = <T>(call: Call, readBody: (response: Response) => Promise<T>): Promise<T> => {
    const { repeatable = call.method === 'GET' } = call
    const work = async () => {
      const response = await sendSigned(call)
      return attempt(gateway, () => readBody(response))
    }
    return patiently(work, { patienceMs: repeatable ? patienceMs : 0, now, signal })
  }

  return {
    json: <T>(call: Call) =>
      read(call, async (response) => {
        const value: T = JSON.parse(await response.text())
        return value
      }),
    text: (call) => read(call, (response) => response.text()),
    nothing: (call) => read(call, (response) => response.body?.cancel() ?? Promise.resolve()),
    async *lines(call) {
      const response = await sendSigned(call)
      yield* linesOf(gateway, response)
    },
  }
}

function requestOf(gateway: string, { service, method, path, query, body }: Call, token: string): Request {
  const url = new URL(`${gateway.replace(/\/+$/, '')}/api/${service}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return new Request(url, {
    method,
    redirect: 'error',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function* linesOf(gateway: string, { body }: Response): AsyncGenerator<string> {
  if (body === null) return
  const reader = body.pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader()
  try {
    let rest = ''
    for (;;) {
      const { done, value } = await attempt(gateway, () => reader.read())
      if (done) break
      const lines = `${rest}${value}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } finally {
    // Whoever stops reading early does not want the rest.
    await reader.cancel().catch(() => {})
  }
}
