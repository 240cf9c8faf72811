import type { App } from '@crosswatch/service-kit'
import helmet from '@fastify/helmet'

const own = ["'self'"]
const none = ["'none'"]

/**
 * What a page may do: load its own styles and its own script, and send forms to where it came from. No inline script, no
 * frame around it, nothing from elsewhere.
 */
export async function securityHeaders(app: App): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        styleSrc: own,
        scriptSrc: own,
        imgSrc: own,
        formAction: own,
        baseUri: none,
        frameAncestors: none,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  // Helmet writes past Fastify; the defaults of the service kit, which are for answers that are not pages, give way to
  // what Fastify knows of.
  app.addHook('onRequest', async (_request, reply) => {
    for (const [name, value] of Object.entries(reply.raw.getHeaders())) void reply.header(name, value)
  })
}
