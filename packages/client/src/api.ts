import createFetch, { type Client as FetchClient } from 'openapi-fetch'
import { ApiError } from './errors.ts'
import type { paths as AlertPaths } from './generated/alerts.ts'
import type { paths as AuditPaths } from './generated/audit.ts'
import type { paths as ConsentPaths } from './generated/consent.ts'
import type { paths as ExchangePaths } from './generated/exchange.ts'
import type { paths as WatchlistPaths } from './generated/watchlist.ts'
import { type Patience, patiently } from './patience.ts'
import { attempt, type Send, sendOnce } from './send.ts'
import type { Session } from './session.ts'

/** The services of a node, typed by their OpenAPI documents. What is about a person goes into a body, never into a path or query. */
export interface Api {
  readonly alerts: FetchClient<AlertPaths>
  readonly audit: FetchClient<AuditPaths>
  readonly consent: FetchClient<ConsentPaths>
  readonly exchange: FetchClient<ExchangePaths>
  readonly watchlist: FetchClient<WatchlistPaths>
  /** For calls that have the same effect twice as once: repeated while the node is away. Reading always is. */
  readonly repeatable: { readonly fetch: Send }
  /** For answers that are read as they arrive. */
  readonly streaming: { readonly fetch: Send; readonly parseAs: 'stream' }
  /** The lines of an answer as they arrive, without their line feeds. */
  readonly linesOf: (body: ReadableStream<Uint8Array> | null) => AsyncIterable<string>
}

export interface ApiOptions extends Patience {
  /** Without a slash at the end. */
  readonly gateway: string
  readonly session: Session
  readonly fetch: Send
}

export function createApi({ gateway, session, fetch, ...patience }: ApiOptions): Api {
  const sendAndLeaveBody = sendSigned(sendOnce(gateway, fetch), session)
  const send: Send = async (request) => readWhole(gateway, await sendAndLeaveBody(request))
  const repeat: Send = (request) => patiently(() => send(request.clone()), patience)
  const options = (service: string) => ({
    baseUrl: `${gateway}/api/${service}`,
    // A token goes to the address it was meant for.
    redirect: 'error' as const,
    fetch: (request: Request) => (request.method === 'GET' ? repeat(request) : send(request)),
  })
  return {
    alerts: createFetch<AlertPaths>(options('alerts')),
    audit: createFetch<AuditPaths>(options('audit')),
    consent: createFetch<ConsentPaths>(options('consent')),
    exchange: createFetch<ExchangePaths>(options('exchange')),
    watchlist: createFetch<WatchlistPaths>(options('watchlist')),
    repeatable: { fetch: repeat },
    streaming: { fetch: sendAndLeaveBody, parseAs: 'stream' },
    linesOf: (body) => linesOf(gateway, body),
  }
}

/** The data of an answer. Refusals have been thrown before it gets here. */
export async function dataOf<T>(
  answer: Promise<{ readonly data: T } | { readonly data?: never; readonly error: unknown }>,
): Promise<T> {
  const { data } = await answer
  if (data === undefined) throw new TypeError('an answer without content where there must be one')
  return data
}

/** With a token; a second time with another one if the node says that it is no longer good. */
function sendSigned(send: Send, session: Session): Send {
  const signed = (request: Request, token: string) => {
    const copy = request.clone()
    copy.headers.set('authorization', `Bearer ${token}`)
    return send(copy)
  }
  return async (request) => {
    const token = await session.token()
    try {
      return await signed(request, token)
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'not-signed-in')) throw error
      const other = await session.replace(token)
      if (other === undefined) throw error
      return signed(request, other)
    }
  }
}

/** Reads the body here, so that a connection that breaks in the middle of it is a failure like any other. */
async function readWhole(gateway: string, response: Response): Promise<Response> {
  if (response.body === null) return response
  const bytes = await attempt(gateway, () => response.arrayBuffer())
  return new Response(bytes, { status: response.status, headers: response.headers })
}

async function* linesOf(gateway: string, body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
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
