import { newUuid, ServiceError, toProblem } from '@crosswatch/protocol'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, type FastifyRequest } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { App, ReadinessCheck } from './app-type.ts'
import { createLogger, type Logger } from './logger.ts'
import { gracefulClose } from './graceful-close.ts'
import { metrics } from './metrics.ts'
import { openapi } from './openapi.ts'
import { problems, sendProblem } from './problems.ts'
import { readiness } from './readiness.ts'
import { PrivateLogController, requestLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { signIn } from './sign-in.ts'

export interface AppOptions {
  /** The service: `alerts`. */
  readonly name: string
  readonly version: string
  /** What the service is for; stands in its OpenAPI document. */
  readonly description?: string
  /** PEM (SPKI) of the Ed25519 key that verifies sign-in tokens. Without it nobody can sign in, and every route is public. */
  readonly tokenPublicKey?: string
  /** Where a request carries its token. Default: `Authorization: Bearer`. */
  readonly tokenFrom?: (request: FastifyRequest) => string | undefined
  /** Default: silent, for tests. `runService` hands in the real one. */
  readonly logger?: Logger
  /** Addresses of the reverse proxies whose X-Forwarded-For is believed. Default: none. */
  readonly trustedProxies?: readonly string[]
  /** Bytes of a request body at most; default 1 MiB. A route can set its own `bodyLimit`. */
  readonly bodyLimit?: number
  /** Named checks of `/readyz`; `app.addReadinessCheck` adds more. */
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>
}

/**
 * The Fastify app that every service starts from. Register routes on it as plugins, then `listen` (or `inject` in tests).
 *
 * Whatever comes in is untrusted: bodies are JSON of the exact form their schema states, unknown fields are refused,
 * nothing is coerced, so a number in a query string is a string with a pattern.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { name, version, description = '' } = options
  const logger: FastifyBaseLogger = options.logger ?? createLogger({ service: name, level: 'silent' })
  const app: App = Fastify({
    loggerInstance: logger,
    logController: new PrivateLogController(),
    genReqId: requestId,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    requestTimeout: 60_000,
    trustProxy: [...(options.trustedProxies ?? [])],
    forceCloseConnections: 'idle',
    // What arrives on a connection that is still open while the service stops is answered, not refused.
    return503OnClosing: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true } },
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply)
    },
    clientErrorHandler(_error, socket) {
      if (socket.writable) socket.end(unreadable(newUuid()))
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.removeContentTypeParser('text/plain')
  await app.register(gracefulClose)
  await app.register(requestLog)
  await app.register(securityHeaders)
  await app.register(problems)
  await app.register(signIn, {
    ...(options.tokenPublicKey === undefined ? {} : { tokenPublicKey: options.tokenPublicKey }),
    ...(options.tokenFrom === undefined ? {} : { tokenFrom: options.tokenFrom }),
  })
  await app.register(openapi, { name, version, description })
  await app.register(metrics, { name })
  await app.register(readiness)
  for (const [check, holds] of Object.entries(options.readiness ?? {})) app.addReadinessCheck(check, holds)
  return app
}

/** The id a caller within the node gave, so that one request keeps it across services; else a new one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)
    ? given
    : newUuid()
}

/** The answer to bytes that are not HTTP: there is no request yet, so it is written by hand. */
function unreadable(id: string): string {
  const body = JSON.stringify(toProblem(new ServiceError('bad-request'), id))
  return [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
