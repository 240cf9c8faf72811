// The watchlist without its access record, to see what the record costs. It exists for the benchmark only: the service
// itself has no such setting.
import { readFile } from 'node:fs/promises'
import { loadKeyFile, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { newUuid } from '@crosswatch/protocol'
import { runService } from '@crosswatch/service-kit'
import { createWatchlistApp, WatchlistConfig } from '@crosswatch/watchlist'

await runService({
  name: 'watchlist',
  description: 'the watchlist without its access record, for the benchmark only',
  schema: WatchlistConfig,
  async start({ config, logger }) {
    const { jurisdiction, databaseUrl } = config
    const { members } = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
    const storageSecret = await loadKeyFile('storage', config.storageKeyFile, config.passphraseFile)
    const storageKey = storageKeyFrom(storageSecret)
    const connection = connectDatabase({ url: databaseUrl, applicationName: 'bench watchlist' })
    const app = await createWatchlistApp({
      app: { tokenPublicKey: await readFile(config.tokenPublicKeyFile, 'utf8'), logger },
      context: {
        jurisdiction,
        members,
        storageKey,
        connection,
        accessLog: { append: async () => newUuid() },
        phoneCountry: jurisdiction,
        clock: () => new Date(),
      },
      databaseUrl,
      background: { storageSecret, threads: 1, snapshotEveryMs: 300_000 },
    })
    app.addHook('onClose', () => connection[Symbol.asyncDispose]())
    return app
  },
})
