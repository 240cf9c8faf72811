import plugin from 'fastify-plugin'
import type { App } from './app-type.ts'

/**
 * Closing waits for the answers under way. Their connections must end with them: kept alive, they would hold the closing
 * up until somebody kills it.
 */
export const gracefulClose = plugin(registerGracefulClose, {
  name: 'crosswatch-graceful-close',
  fastify: '5.x',
})

async function registerGracefulClose(app: App) {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close')
  })
}
