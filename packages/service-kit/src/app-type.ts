import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import type { ActingRole } from '@crosswatch/protocol'
import type { Officer } from './officer.ts'

/** A Fastify instance made by `createApp`: requests and answers have the static types of their TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Answers whether the service can do its job as far as one dependency goes. Throwing means no. */
export type ReadinessCheck = () => boolean | Promise<boolean>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: an officer with one of these roles. */
    readonly roles?: readonly ActingRole[]
    /** Anybody may use the route, without signing in. */
    readonly public?: true
  }

  interface FastifyRequest {
    /** Who asks. Throws `not-signed-in` on a public route. */
    readonly officer: Officer
  }

  interface FastifyInstance {
    /** A preHandler that refuses, with `forbidden`, officers without one of these roles. */
    requireRole(...roles: readonly ActingRole[]): (request: FastifyRequest) => Promise<void>
    /** Adds a named check to `/readyz`. */
    addReadinessCheck(name: string, check: ReadinessCheck): void
    /** Adds something to `/readyz` that an operator must see and that does not keep the service from its job. */
    addReadinessNotice(name: string, notice: () => string | undefined): void
    /**
     * Does `work` in the background once the app starts, again and again while its failures are those of a server that
     * is away. Until it is done, `/readyz` says no and every route that is not public answers 503 `unavailable`.
     */
    prepare(name: string, work: (signal: AbortSignal) => Promise<void>): void
    /** Settles when everything prepared is done; rejects when one of it cannot ever be. */
    prepared(): Promise<void>
    /** The service's own metrics go here. */
    readonly metrics: Registry
    /** Set to true on an encapsulated instance: the routes registered in it are public unless they name roles. */
    routesArePublic: boolean
  }
}
