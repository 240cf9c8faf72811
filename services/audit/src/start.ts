import { readFile } from 'node:fs/promises'
import { connectBus } from '@crosswatch/bus'
import { loadKeyFile, logKeysFrom, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import {
  createAccessLog,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { logOrigin, readQuorumRule } from '@crosswatch/transparency'
import { createAuditApp } from './app.ts'
import type { AuditConfig } from './config.ts'
import { openForkGuard } from './fork-guard.ts'
import { logKey } from './log-key.ts'
import { migrateAudit } from './migrations.ts'
import { openFederation, witnessSigners } from './open-keys.ts'
import { createRecordIndex } from './search/index-records.ts'
import { peerLink } from './witnessing/peers.ts'

/** Opens keys, database and bus as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<AuditConfig>): Promise<App> {
  const { databaseUrl, jurisdiction, passphraseFile, neutralWitnessesFile } = config
  const federation = await openFederation(config)
  const [logSeed, secret, tokenPublicKey, natsSeed, neutral] = await Promise.all([
    loadKeyFile('log', config.logKeyFile, passphraseFile),
    loadKeyFile('storage', config.storageKeyFile, passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
    readFile(config.natsSeedFile, 'utf8'),
    neutralWitnessesFile === undefined ? '' : readFile(neutralWitnessesFile, 'utf8'),
  ])
  const keys = logKeysFrom(logSeed)
  const storageKey = storageKeyFrom(secret)
  const policyText = await readPolicyFolder(config.policyFolder)
  const applicationName = `${jurisdiction} audit`
  const connection = connectDatabase({ url: databaseUrl, applicationName })
  const accessLog = createAccessLog({
    jurisdiction,
    storageKey,
    software: 'audit 0.1.0',
    legalBases: await readLegalBases(config.legalBasesFile),
    apart: connection.db,
  })
  const bus = await connectBus({
    url: config.natsUrl,
    seed: natsSeed.trim(),
    name: applicationName,
    domain: 'hub',
  })
  const peers = [...federation.members.keys()].filter((code) => code !== jurisdiction)
  return createAuditApp({
    app: { tokenPublicKey, logger },
    context: {
      jurisdiction,
      connection,
      key: logKey(logOrigin(federation.name, jurisdiction), keys.log),
      guard: openForkGuard(config.forkGuardFile),
      storageKey,
      accessLog: accessLog.grouped(connection.db),
      index: createRecordIndex(connection),
      policies: loadPolicies(policyText),
      policyText,
      clock: () => new Date(),
    },
    databaseUrl,
    witnessing: {
      federation,
      jurisdiction,
      cosigners: witnessSigners(federation.name, jurisdiction, keys),
      link: peerLink(bus, jurisdiction, peers),
      rule: readQuorumRule(config.witnessQuorum, neutral),
      staleAfter: config.staleAfterSeconds,
      clock: () => new Date(),
    },
    retention: {
      actLog: accessLog,
      months: {
        access: config.retentionAccessMonths,
        'alert-history': config.retentionAlertHistoryMonths,
        supervision: config.retentionSupervisionMonths,
        administration: config.retentionAdministrationMonths,
      },
    },
    watchPeriodMs: config.watchPeriodSeconds * 1000,
    receipts: { actLog: accessLog, periodMs: config.receiptPeriodSeconds * 1000 },
    migrate: () => migrateAudit(databaseUrl),
  })
}
