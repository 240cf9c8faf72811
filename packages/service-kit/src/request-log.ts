import { LogController, type FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import type { App } from './app-type.ts'

/**
 * Silences Fastify's own lines about requests: they carry the URL, and with it whatever a caller wrote there. Errors
 * are logged where they become answers (`sendProblem`).
 */
export class PrivateLogController extends LogController {
  constructor() {
    super({ disableRequestLogging: true, requestIdLogLabel: 'request' })
  }
}

/** One line for each answer: method, route pattern, status, duration. */
export const requestLog = plugin(registerRequestLog, { name: 'crosswatch-request-log', fastify: '5.x' })

async function registerRequestLog(app: App) {
  app.addHook('onResponse', async (request, reply) => {
    const level = isProbe(request) ? 'debug' : 'info'
    request.log[level](
      {
        method: request.method,
        route: routePattern(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
}

/** `/v1/alerts/:id`, never the address as it was written. */
export function routePattern(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

function isProbe(request: FastifyRequest): boolean {
  return ['/livez', '/readyz', '/metrics'].includes(routePattern(request))
}
