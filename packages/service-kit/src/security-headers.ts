import plugin from 'fastify-plugin'
import type { App } from './app-type.ts'

const defaults = {
  // What an officer was shown must not stay in a cache or a proxy.
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Headers of every answer; a route that sets one itself keeps it. */
export const securityHeaders = plugin(registerSecurityHeaders, {
  name: 'crosswatch-security-headers',
  fastify: '5.x',
})

async function registerSecurityHeaders(app: App) {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(defaults)) {
      if (!reply.hasHeader(name)) void reply.header(name, value)
    }
    void reply.header('x-request-id', request.id)
  })
}
