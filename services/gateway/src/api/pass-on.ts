import { ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import httpProxy from '@fastify/http-proxy'
import type { ServiceUrls } from '../calls/service-urls.ts'

/** What is meant for the operator of the node, not for whoever reaches the gateway. */
const internal = /^\/(metrics|livez|readyz)$/

/**
 * `/api/<service>/*` in front of the services, prefix stripped. The bearer token goes along untouched and is checked
 * there; cookies do not, so a browser that is signed in at the console has no more rights here than anybody.
 */
export async function passOn(app: App, urls: ServiceUrls): Promise<void> {
  // The services document what they answer themselves.
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  for (const [service, upstream] of Object.entries(urls)) {
    const prefix = `/api/${service}`
    await app.register(httpProxy, {
      upstream,
      prefix,
      config: { public: true },
      disableRequestLogging: true,
      preHandler(request, _reply, done) {
        const path = request.url.slice(prefix.length).split('?')[0] ?? ''
        done(internal.test(path) ? new ServiceError('not-found') : undefined)
      },
      replyOptions: {
        // A caller repeats what it wants repeated; the services say when in `retry-after`.
        retryDelay: () => null,
        rewriteRequestHeaders: (request, { cookie: _cookie, ...headers }) => ({
          ...headers,
          'x-request-id': request.id,
        }),
        rewriteHeaders: ({ 'set-cookie': _setCookie, ...headers }) => headers,
        onError(reply, { error }) {
          void reply.send(new ServiceError('unavailable', { detail: service, cause: error }))
        },
      },
    })
  }
}
