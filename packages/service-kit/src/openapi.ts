import { Problem } from '@crosswatch/protocol'
import swagger from '@fastify/swagger'
import plugin from 'fastify-plugin'
import type { App } from './app-type.ts'

/**
 * `/openapi.json`, made from the schemas that the routes validate and answer with. Its `x-routes` name every route that was
 * registered, pages and others without a schema among them: what an examination of access must cover.
 */
export const openapi = plugin(registerOpenapi, { name: 'crosswatch-openapi', fastify: '5.x' })

export interface OpenapiOptions {
  readonly name: string
  readonly version: string
  readonly description: string
}

async function registerOpenapi(app: App, { name, version, description }: OpenapiOptions) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: `Crosswatch ${name}`, version, description },
      components: { securitySchemes: { signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  })
  const routes = new Set<string>()
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.add(`${method} ${route.url}`)
    route.schema = {
      ...route.schema,
      ...(route.config?.public === true ? {} : { security: [{ signIn: [] }] }),
    }
  })
  app.get('/openapi.json', { config: { public: true }, schema: { hide: true } }, async () => ({
    ...app.swagger(),
    'x-routes': [...routes].toSorted(),
  }))
}

/** The answer to every request that fails; for `schema.response` of a route that wants it in its documentation. */
export const problemResponse = {
  description: 'What went wrong and what to do',
  content: { 'application/problem+json': { schema: Problem } },
} as const
