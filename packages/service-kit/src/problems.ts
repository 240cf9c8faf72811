import { isConnectionFailure, databaseErrorCode } from '@crosswatch/database'
import { ServiceError, toProblem, type ErrorCode, type FieldProblem } from '@crosswatch/protocol'
import type { FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import plugin from 'fastify-plugin'
import type { App } from './app-type.ts'

/** Every error leaves as `application/problem+json` (RFC 9457), with the sentence of the catalogue and nothing else. */
export const problems = plugin(registerProblems, { name: 'crosswatch-problems', fastify: '5.x' })

async function registerProblems(app: App) {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const others = methodsOf(app, request)
    if (others.length === 0) return sendProblem(new ServiceError('not-found'), request, reply)
    void reply.header('allow', others.join(', '))
    return sendProblem(new ServiceError('method-not-allowed'), request, reply)
  })
}

/** Answers with the problem of this error, and logs it if it is ours. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toServiceError(error)
  if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed')
  else request.log.info({ code: known.code }, 'request refused')
  if (known.status === 401) void reply.header('www-authenticate', 'Bearer')
  if (known.status === 503) void reply.header('retry-after', '2')
  return reply.code(known.status).type('application/problem+json').send(toProblem(known, request.id))
}

/** The error of the catalogue that stands for whatever was thrown. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  if (isConnectionFailure(error)) return new ServiceError('database-unavailable', { cause: error })
  if (databaseErrorCode(error) === '57014') return new ServiceError('timed-out', { cause: error })
  if (!(error instanceof Error)) return new ServiceError('unexpected')
  if ('validation' in error && Array.isArray(error.validation)) {
    const part = 'validationContext' in error ? String(error.validationContext) : 'body'
    return new ServiceError('invalid-request', { fields: fieldProblems(error.validation, part) })
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  return new ServiceError(codeForStatus(status), { cause: error })
}

/** Errors of Fastify and of its plugins carry a status; the sentence is ours. */
function codeForStatus(status: unknown): ErrorCode {
  switch (status) {
    case 401:
      return 'not-signed-in'
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 405:
      return 'method-not-allowed'
    case 406:
      return 'not-acceptable'
    case 413:
      return 'payload-too-large'
    case 415:
      return 'unsupported-media-type'
    case 429:
      return 'too-many-requests'
    case 503:
      return 'unavailable'
    case 504:
      return 'timed-out'
    default:
      return typeof status === 'number' && status >= 400 && status < 500 ? 'bad-request' : 'unexpected'
  }
}

/** Ajv's messages state the rule, not the value. The request is the sender's: at most ten are told. */
function fieldProblems(validation: readonly FastifySchemaValidationError[], part: string): FieldProblem[] {
  return validation.slice(0, 10).map(({ instancePath, keyword, message, params }) => ({
    part,
    path: instancePath + unknownField(keyword, params),
    problem: message ?? 'is not valid',
  }))
}

/** The name of a field that must not be there, if it looks like a name of a field. */
function unknownField(keyword: string, params: Record<string, unknown>): string {
  const name = keyword === 'additionalProperties' ? params['additionalProperty'] : undefined
  return typeof name === 'string' && /^[\w-]{1,40}$/.test(name) ? `/${name}` : ''
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function methodsOf(app: App, request: FastifyRequest): string[] {
  const path = request.url.split('?')[0] ?? ''
  return methods.filter(
    (method) => method !== request.method && app.findRoute({ method, url: path }) !== null,
  )
}
