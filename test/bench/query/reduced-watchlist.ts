// The watchlist without its access record, or without its policies, to see what they cost. It exists for the benchmarks
// only: the service itself has no such setting.
//
//   node test/bench/query/reduced-watchlist.ts record | policies
import { readFile } from 'node:fs/promises'
import { loadKeyFile, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import { newUuid } from '@crosswatch/protocol'
import { createAccessLog, readPolicyFolder, runService } from '@crosswatch/service-kit'
import { createWatchlistApp, WatchlistConfig } from '@crosswatch/watchlist'

const [left] = process.argv.slice(2)

await runService({
  name: 'watchlist',
  description: 'the watchlist without its access record or its policies, for benchmarks only',
  schema: WatchlistConfig,
  async start({ config, logger }) {
    const { jurisdiction, databaseUrl } = config
    const { members } = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
    const storageSecret = await loadKeyFile('storage', config.storageKeyFile, config.passphraseFile)
    const storageKey = storageKeyFrom(storageSecret)
    const policies = loadPolicies(await readPolicyFolder(config.policyFolder))
    const allowed = policies.decideAccess({
      act: 'query',
      roles: ['border-officer'],
      authority: 'Border Guard',
      purpose: 'border-check',
    })
    const accessLog = createAccessLog({ jurisdiction, storageKey, software: 'bench' })
    const connection = connectDatabase({ url: databaseUrl, applicationName: 'bench watchlist' })
    const app = await createWatchlistApp({
      app: { tokenPublicKey: await readFile(config.tokenPublicKeyFile, 'utf8'), logger },
      context: {
        jurisdiction,
        members,
        storageKey,
        connection,
        accessLog: left === 'record' ? { append: async () => newUuid() } : accessLog.grouped(connection.db),
        policies: left === 'policies' ? { ...policies, decideAccess: () => allowed } : policies,
        actLog: { append: async () => [] },
        screeningHours: 1,
        recentDays: 1,
        phoneCountry: jurisdiction,
        clock: () => new Date(),
      },
      databaseUrl,
      migrate: async () => {},
      background: { storageSecret, threads: 1, snapshotEveryMs: 300_000, recallShare: 0 },
    })
    app.addHook('onClose', () => connection[Symbol.asyncDispose]())
    return app
  },
})
