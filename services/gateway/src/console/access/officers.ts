import { randomBytes } from '@crosswatch/crypto'
import { ServiceError, type ActingRole } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import csrf from '@fastify/csrf-protection'
import type { FastifyRequest } from 'fastify'
import type { Account } from '../../accounts/account.ts'
import type { GatewayContext } from '../../context.ts'
import type { Session } from '../../sessions/sessions.ts'
import { consoleCookie } from './cookies.ts'
import { hasFields, splitFormToken, writerMark } from './kept-form.ts'
import { hasRole, type Visit } from './visit.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages: officers with one of these roles. */
    readonly officers?: readonly ActingRole[]
    /** Pages: whoever comes, signed in or not. */
    readonly anyone?: true
  }

  interface FastifyRequest {
    visit: Visit | null
    /** Where @fastify/csrf-protection finds the secret of the forms that this browser was given. */
    session: { readonly csrfSecret: string } | null
  }
}

/**
 * Who is at the console. Every page states who may see it; one that states nothing is refused when it is registered.
 *
 * Every form carries a token that is bound to the session, or before sign-in to a cookie of its own, and nothing that
 * changes anything is a GET.
 */
export async function officers(app: App, context: GatewayContext): Promise<void> {
  const { sessions, tokens, posts, jurisdiction } = context
  const sessionCookie = consoleCookie(jurisdiction, 'session')
  const formCookie = consoleCookie(jurisdiction, 'form')

  app.decorateRequest('visit', null)
  app.decorateRequest('session', null)
  await app.register(csrf, {
    sessionPlugin: '@fastify/session',
    sessionKey: 'csrfSecret',
    getToken: ({ body }) => splitFormToken(body).token,
  })

  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.officers === undefined && config?.anyone === undefined) {
      throw new Error(
        `${String(method)} ${url} must declare either its officers or anyone: true in its config`,
      )
    }
  })

  app.addHook('onRequest', async (request, reply) => {
    const secret = sessionCookie.read(request)
    const session = secret === undefined ? undefined : await sessions.find(secret)
    if (session !== undefined) {
      request.session = { csrfSecret: session.csrfSecret }
      request.visit = visitOf(request, session, reply.generateCsrf())
    }
    const { officers: roles } = request.routeOptions.config
    if (roles === undefined) return
    if (request.visit === null) {
      // A form is read before it is refused, so that what was typed can be given back.
      if (hasFields(request)) return
      throw new ServiceError('not-signed-in')
    }
    if (!hasRole(request.visit, ...roles)) throw new ServiceError('forbidden')
  })

  app.addHook('onRequest', async (request, reply) => {
    if (request.session !== null) return
    const known = formCookie.read(request)
    const csrfSecret = known ?? Buffer.from(randomBytes(24)).toString('base64url')
    if (known === undefined) formCookie.write(request, reply, csrfSecret)
    request.session = { csrfSecret }
  })

  // Before the form is looked at.
  app.addHook('preValidation', (request, reply, done) => {
    const { officers: roles } = request.routeOptions.config
    if (roles !== undefined && request.visit === null) done(new ServiceError('not-signed-in'))
    else if (request.method === 'POST') app.csrfProtection(request, reply, done)
    else done()
  })

  function visitOf(request: FastifyRequest, { account, breakGlass }: Session, token: string): Visit {
    const whereabouts = posts.whereabouts(account, request.ip)
    return {
      account,
      ...(whereabouts.post !== undefined && { post: whereabouts.post }),
      csrf: formTokenOf(account, token),
      caller: {
        token: tokens.recent(account, whereabouts),
        requestId: request.id,
        ...(breakGlass !== undefined && { breakGlass: true as const }),
      },
      ...(breakGlass !== undefined && { breakGlass }),
    }
  }
}

/** The token of the forms of somebody who is signed in. */
export function formTokenOf(account: Account, token: string): string {
  return `${token}.${writerMark(account)}`
}

/** @throws {ServiceError} `not-signed-in` */
export function signedIn(request: FastifyRequest): Visit {
  if (request.visit === null) throw new ServiceError('not-signed-in')
  return request.visit
}
