import plugin from 'fastify-plugin'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { App } from './app-type.ts'
import { routePattern } from './request-log.ts'

/** `/metrics` in the Prometheus text format, from a registry of this app alone. */
export const metrics = plugin(registerMetrics, { name: 'crosswatch-metrics', fastify: '5.x' })

async function registerMetrics(app: App, { name }: { name: string }) {
  const registry = new Registry()
  registry.setDefaultLabels({ service: name })
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'crosswatch_http_request_seconds',
    help: 'Duration of requests by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })

  app.decorate('metrics', registry)
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routePattern(request), status: reply.statusCode }
    duration.observe(labels, reply.elapsedTime / 1_000)
  })
  app.get('/metrics', { config: { public: true }, schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
