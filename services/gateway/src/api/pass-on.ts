import { ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import httpProxy from '@fastify/http-proxy'
import type { ServiceUrls } from '../calls/service-urls.ts'

/**
 * What of a service is meant for whoever reaches the gateway: its API, and what witnesses and monitors of the access log
 * use (C2SP tlog-tiles, tlog-witness, tlog-policy). The rest, such as `metrics`, is for the operator of the node.
 */
const passed = /^(v1\/|tile\/|(checkpoint|add-checkpoint|policy)$)/

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
      preHandler({ params }, _reply, done) {
        done(passed.test(routedPath(params)) ? undefined : new ServiceError('not-found'))
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

/**
 * What stands behind the prefix, as the router here has decoded it. Whoever asks writes the URL, so `%6Detrics` may stand
 * in it; the service has the same router and reads it alike. A path that climbs by `..` is refused by the proxy.
 */
function routedPath(params: unknown): string {
  const path = typeof params === 'object' && params !== null && '*' in params ? params['*'] : ''
  return typeof path === 'string' ? path : ''
}
