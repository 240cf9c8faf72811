import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ErrorCode, ServiceError, toProblem } from '@crosswatch/protocol'
import type { Test } from 'tap'

export interface StubRequest {
  readonly method: string
  /** `POST /api/watchlist/v1/queries`, without the query string. */
  readonly route: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

/** Returns the JSON to answer with, or text as it is, or throws a ServiceError. */
export type StubHandler = (request: StubRequest) => unknown

export interface StubGateway {
  readonly url: string
  readonly requests: readonly StubRequest[]
  /** Every token in use ends now. */
  expireTokens(): void
  /** Connections are cut without an answer this many times. */
  cutConnections(times: number): void
}

export const stubUsers: Readonly<Record<string, string>> = {
  'xa-analyst': 'analyst password',
  'xa-supervisor': 'supervisor password',
  'xa-border': 'border password',
  'xa-liaison': 'liaison password',
  'xa-protection': 'protection password',
  'xa-auditor': 'auditor password',
  'xa-admin': 'admin password',
}

/** A gateway that answers as the given handlers say; sign-in and problems are like the real one's. */
export async function startStubGateway(
  t: Test,
  handlers: Readonly<Record<string, StubHandler>>,
  { tokenSeconds = 600 } = {},
): Promise<StubGateway> {
  const requests: StubRequest[] = []
  let tokens = new Set<string>()
  let cuts = 0
  let issued = 0

  const signIn = (body: unknown) => {
    const { user, password } = body as { user: string; password: string }
    if (stubUsers[user] !== password) throw new ServiceError('sign-in-refused')
    const token = `token-${++issued}`
    tokens.add(token)
    const roles = [user.replace('xa-', '')]
    return {
      token,
      expiresIn: tokenSeconds,
      officer: { id: user, roles, authority: 'Labour Inspectorate of Arvenia', jurisdiction: 'XA' },
    }
  }

  const answer = (request: StubRequest): unknown => {
    if (request.route === 'POST /api/sign-in') return signIn(request.body)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined || !tokens.has(token)) throw new ServiceError('not-signed-in')
    const [, handler] =
      Object.entries(handlers).find(([pattern]) => patternOf(pattern).test(request.route)) ?? []
    if (handler === undefined) throw new ServiceError('not-found')
    return handler(request)
  }

  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      if (cuts > 0) {
        cuts--
        incoming.socket.destroy()
        return
      }
      const url = new URL(incoming.url ?? '', 'http://stub')
      const text = Buffer.concat(chunks).toString()
      const request: StubRequest = {
        method: incoming.method ?? '',
        route: `${incoming.method} ${url.pathname}`,
        query: url.searchParams,
        headers: incoming.headers,
        body: text === '' ? undefined : JSON.parse(text),
      }
      requests.push(request)
      try {
        const value = await answer(request)
        if (value === undefined) response.writeHead(204).end()
        else if (typeof value === 'string')
          response.writeHead(200, { 'content-type': 'text/plain' }).end(value)
        else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      } catch (error) {
        const known = error instanceof ServiceError ? error : new ServiceError('unexpected')
        response
          .writeHead(known.status, {
            'content-type': 'application/problem+json',
            ...(known.status === 503 ? { 'retry-after': '0' } : {}),
          })
          .end(JSON.stringify(toProblem(known, '0198f000-0000-7000-8000-000000000000')))
      }
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    expireTokens: () => void (tokens = new Set()),
    cutConnections: (times) => void (cuts = times),
  }
}

/** Fails with a code of the catalogue. */
export function refuse(code: ErrorCode, detail?: string): never {
  throw new ServiceError(code, detail === undefined ? {} : { detail })
}

/** `GET /v1/alerts/:id` as a regular expression. */
function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/:[a-z]+/gi, '[^/]+')}$`)
}
