import { breakGlassHeader, breakGlassRole, ServiceError, type ActingRole } from '@crosswatch/protocol'
import jwt from '@fastify/jwt'
import type { FastifyRequest, RouteOptions } from 'fastify'
import plugin from 'fastify-plugin'
import { Compile } from 'typebox/compile'
import type { App } from './app-type.ts'
import { TokenClaims, tokenIssuer, tokenLifetimeSeconds, type Officer } from './officer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by @fastify/jwt; read `officer`. */
    readonly tokenOfficer: Officer | null
  }
}

export interface SignInOptions {
  /** PEM (SPKI) of the Ed25519 key that verifies sign-in tokens. Without it nobody can sign in. */
  readonly tokenPublicKey?: string
  /** Where a request carries its token. Default: `Authorization: Bearer` (RFC 6750). */
  readonly tokenFrom?: (request: FastifyRequest) => string | undefined
}

const claims = Compile(TokenClaims)

/**
 * Sign-in and roles. A route states in its config who may use it; one that states nothing is refused when it is
 * registered, so that no route is open by oversight. The check comes before the body is read.
 */
export const signIn = plugin(registerSignIn, { name: 'crosswatch-sign-in', fastify: '5.x' })

async function registerSignIn(app: App, { tokenPublicKey, tokenFrom = bearerToken }: SignInOptions) {
  if (tokenPublicKey !== undefined) await verifyTokens(app, tokenPublicKey, tokenFrom)

  app.decorateRequest('officer', {
    getter(this: FastifyRequest) {
      if (!this.tokenOfficer) throw new ServiceError('not-signed-in')
      return underBreakGlass(this) ? withBreakGlass(this.tokenOfficer) : this.tokenOfficer
    },
  })
  app.decorate('requireRole', requireRole)
  app.decorate('routesArePublic', false)

  app.addHook('onRoute', function declareAccess(this, route) {
    if (this.routesArePublic && route.config?.roles === undefined)
      route.config = { ...route.config, public: true }
    const roles = accessOf(route)
    if (roles === 'public') return
    const check = requireRole(...roles)
    const before = route.onRequest === undefined ? [] : [route.onRequest].flat()
    route.onRequest = [authenticate, async (request) => check(request), ...before]
  })

  async function authenticate(request: FastifyRequest) {
    if (tokenPublicKey === undefined) throw new ServiceError('not-signed-in')
    try {
      await request.jwtVerify<Officer>()
    } catch (cause) {
      throw new ServiceError('not-signed-in', { cause })
    }
  }
}

async function verifyTokens(
  app: App,
  tokenPublicKey: string,
  tokenFrom: (request: FastifyRequest) => string | undefined,
) {
  await app.register(jwt, {
    secret: { public: tokenPublicKey },
    decoratorName: 'tokenOfficer',
    formatUser: (payload) => toOfficer(payload),
    verify: {
      algorithms: ['EdDSA'],
      allowedIss: tokenIssuer,
      allowedAud: tokenIssuer,
      requiredClaims: ['sub', 'iat', 'exp', 'jti'],
      maxAge: tokenLifetimeSeconds,
      clockTolerance: 5_000,
      cache: 1_000,
      cacheTTL: 60_000,
      extractToken: tokenFrom,
    },
  })
}

/**
 * Anybody can send the header. It is no proof: whatever is done with it is recorded as done under break-glass, and the log
 * takes no such record unless a grant to this officer is in force.
 */
function underBreakGlass({ headers }: FastifyRequest): boolean {
  return headers[breakGlassHeader] === 'yes'
}

function withBreakGlass(officer: Officer): Officer {
  return { ...officer, roles: [...officer.roles, breakGlassRole] }
}

function requireRole(...roles: readonly ActingRole[]) {
  return async (request: FastifyRequest) => {
    if (!request.officer.roles.some((role) => roles.includes(role))) throw new ServiceError('forbidden')
  }
}

function accessOf(route: RouteOptions): readonly ActingRole[] | 'public' {
  const { roles, public: open } = route.config ?? {}
  if (open === true && roles === undefined) return 'public'
  if (open === undefined && roles !== undefined && roles.length > 0) return roles
  throw new Error(
    `${String(route.method)} ${route.url} must declare either its roles or public: true in its config`,
  )
}

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1]
}

/** A token can be signed by the right key and still claim more than a token may. */
function toOfficer(payload: unknown): Officer {
  if (!claims.Check(payload) || payload.exp - payload.iat > tokenLifetimeSeconds) {
    throw new ServiceError('not-signed-in')
  }
  const { sub: id, roles, authority, jurisdiction, post, awayFromPost } = payload
  return {
    id,
    roles,
    authority,
    jurisdiction,
    ...(post !== undefined && { post }),
    ...(awayFromPost !== undefined && { awayFromPost }),
  }
}
