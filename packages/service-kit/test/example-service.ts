import { generateKeyPairSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { connectDatabase, migrate } from '@crosswatch/database'
import { commonConfig, createApp, runService } from '@crosswatch/service-kit'

/** A service as its `main.ts` starts one, for the tests of this package. */
const { databaseUrl, host, port, logLevel } = commonConfig

await runService({
  name: 'example',
  description: 'shows what a service does',
  schema: Type.Object({
    databaseUrl,
    host,
    port,
    logLevel,
    slow: Type.Boolean({ default: false, description: 'Answer slowly' }),
  }),
  async start({ config, logger }) {
    const tokenPublicKey = generateKeyPairSync('ed25519')
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString()
    const app = await createApp({ name: 'example', version: '1', tokenPublicKey, logger })
    const connection = connectDatabase({ url: config.databaseUrl, applicationName: 'example' })
    app.addHook('onClose', () => connection[Symbol.asyncDispose]())
    app.addReadinessCheck('database', () => connection.isReachable())
    const folder = fileURLToPath(new URL('example-migrations', import.meta.url))
    app.prepare('migrations', (signal) =>
      migrate({ url: config.databaseUrl, folder, schema: 'alerts', retry: { signal } }),
    )
    app.get('/count', { config: { public: true } }, async () => {
      const { rows } = await connection.db.execute(sql`select count(*)::int as n from alerts.example`)
      return rows[0]
    })
    app.get('/slow', { config: { public: true } }, async () => {
      await connection.db.execute(sql`select pg_sleep(1)`)
      return { done: true }
    })
    return app
  },
})
