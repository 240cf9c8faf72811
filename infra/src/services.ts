import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Layout } from './layout.ts'
import { httpReady } from './probes.ts'
import type { State } from './state.ts'
import type { Program } from './supervisor/supervisor.ts'

/** The services of a node, in the order in which they start: the log first, since every look needs it. */
export const SERVICES = ['audit', 'exchange', 'alerts', 'consent', 'watchlist', 'gateway'] as const
export type Service = (typeof SERVICES)[number]

/** The process that belongs to no node: the neutral witness. */
export const WITNESS = 'witness'
export const WITNESS_NAME = 'witness.example/crosswatch-demo'

export type ServiceSetting = {
  readonly layout: Layout
  readonly state: State
  /** SHA-256 of the first federation document's payload, hex. */
  readonly federationPin: string
  /** URL of a service's own database role. */
  readonly databaseUrl: (jurisdiction: string, service: Service) => string
  readonly logLevel: string
  readonly receiptPeriodSeconds: number
  readonly watchPeriodSeconds: number
  readonly staleAfterSeconds: number
}

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** A service of a node as a program. */
export function serviceProgram(jurisdiction: string, service: Service, setting: ServiceSetting): Program {
  const name = programName(jurisdiction, service)
  const url = serviceUrl(setting.state, jurisdiction, service)
  return {
    name,
    file: process.execPath,
    args: ['--conditions=@crosswatch/source', `${repository}services/${service}/src/main.ts`],
    environment: { ...inherited(), ...serviceEnvironment(jurisdiction, service, setting) },
    cwd: repository,
    logFile: setting.layout.log(name),
    stopSignal: 'SIGTERM',
    ready: () => httpReady(url),
  }
}

/** The neutral witness as a program. Its address is in the members' policies, which are written again when it is another one. */
export function witnessProgram({
  layout,
  state,
  logLevel,
}: Pick<ServiceSetting, 'layout' | 'state' | 'logLevel'>): Program {
  const { key, passphrase, logs, store } = layout.witness
  return {
    name: WITNESS,
    file: process.execPath,
    args: ['--conditions=@crosswatch/source', `${repository}services/witness/src/main.ts`],
    environment: {
      ...inherited(),
      CROSSWATCH_HOST: '127.0.0.1',
      CROSSWATCH_PORT: String(state.ports[WITNESS]),
      CROSSWATCH_LOG_LEVEL: logLevel,
      CROSSWATCH_NAME: WITNESS_NAME,
      CROSSWATCH_KEY_FILE: key,
      CROSSWATCH_PASSPHRASE_FILE: passphrase,
      CROSSWATCH_LOGS_FILE: logs,
      CROSSWATCH_STORE_FOLDER: store,
    },
    cwd: repository,
    logFile: layout.log(WITNESS),
    stopSignal: 'SIGTERM',
    ready: () => httpReady(witnessUrl(state)),
  }
}

export function witnessUrl(state: State): string {
  return `http://127.0.0.1:${state.ports[WITNESS]}`
}

/** All services of a node as one program, configured by a file for each. */
export function nodeProgram(
  jurisdiction: string,
  services: readonly Service[],
  setting: ServiceSetting,
): Program {
  const name = programName(jurisdiction, 'node')
  const folder = setting.layout.node(jurisdiction).environments
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const service of services) {
    const variables = Object.entries(serviceEnvironment(jurisdiction, service, setting))
    const lines = variables.map(([variable, value]) => `${variable}="${value}"\n`)
    writeFileSync(join(folder, `${service}.env`), lines.join(''), { mode: 0o600 })
  }
  const urls = services.map((service) => serviceUrl(setting.state, jurisdiction, service))
  return {
    name,
    file: process.execPath,
    args: ['--conditions=@crosswatch/source', `${repository}infra/src/node.ts`, folder],
    environment: inherited(),
    cwd: repository,
    logFile: setting.layout.log(name),
    stopSignal: 'SIGTERM',
    ready: async () => (await Promise.all(urls.map(httpReady))).every(Boolean),
  }
}

export function programName(jurisdiction: string, service: string): string {
  return `${jurisdiction.toLowerCase()}-${service}`
}

export function serviceUrl(state: State, jurisdiction: string, service: Service): string {
  return `http://127.0.0.1:${state.ports[programName(jurisdiction, service)]}`
}

/** The configuration of one service: every variable that it reads. */
export function serviceEnvironment(
  jurisdiction: string,
  service: Service,
  {
    layout,
    state,
    federationPin,
    databaseUrl,
    logLevel,
    receiptPeriodSeconds,
    watchPeriodSeconds,
    staleAfterSeconds,
  }: ServiceSetting,
): Record<string, string> {
  const node = layout.node(jurisdiction)
  const url = (other: Service) => serviceUrl(state, jurisdiction, other)
  const natsUrl = `nats://127.0.0.1:${state.ports[programName(jurisdiction, 'leaf')]}`
  const common = {
    CROSSWATCH_JURISDICTION: jurisdiction,
    CROSSWATCH_DATABASE_URL: databaseUrl(jurisdiction, service),
    CROSSWATCH_HOST: '127.0.0.1',
    CROSSWATCH_PORT: String(state.ports[programName(jurisdiction, service)]),
    CROSSWATCH_LOG_LEVEL: logLevel,
    CROSSWATCH_FEDERATION_FILE: layout.document,
    CROSSWATCH_FEDERATION_PIN: federationPin,
    CROSSWATCH_LEGAL_BASES_FILE: `${repository}infra/src/examples/legal-bases.json`,
    CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: node.tokenPublicKey,
    CROSSWATCH_PASSPHRASE_FILE: node.passphrase,
    CROSSWATCH_STORAGE_KEY_FILE: node.storageKey,
  }
  const own: Record<Service, Record<string, string>> = {
    audit: {
      CROSSWATCH_LOG_KEY_FILE: node.logKey,
      CROSSWATCH_FORK_GUARD_FILE: node.forkGuard,
      CROSSWATCH_NATS_URL: natsUrl,
      CROSSWATCH_NATS_SEED_FILE: node.auditNatsSeed,
      CROSSWATCH_RECEIPT_PERIOD_SECONDS: String(receiptPeriodSeconds),
      CROSSWATCH_WATCH_PERIOD_SECONDS: String(watchPeriodSeconds),
      CROSSWATCH_NEUTRAL_WITNESSES_FILE: layout.witness.policy,
      CROSSWATCH_STALE_AFTER_SECONDS: String(staleAfterSeconds),
    },
    exchange: {
      CROSSWATCH_KEYS_FILE: node.keys,
      CROSSWATCH_NATS_URL: natsUrl,
      CROSSWATCH_NATS_SEED_FILE: node.natsSeed,
      // Nobody begins a feed by accident: only in the first run of a federation is there none to continue.
      CROSSWATCH_NEW_FEED: String(!state.founded),
    },
    alerts: { CROSSWATCH_ERASURE_LEDGER_FILE: node.erasureLedger },
    consent: { CROSSWATCH_ERASURE_LEDGER_FILE: node.erasureLedger },
    watchlist: {
      CROSSWATCH_SNAPSHOT_FILE: node.listSnapshot,
      CROSSWATCH_ERASURE_LEDGER_FILE: node.erasureLedger,
    },
    gateway: {
      CROSSWATCH_TOKEN_KEY_FILE: node.tokenKey,
      CROSSWATCH_USERS_FILE: node.users,
      CROSSWATCH_POSTS_FILE: node.posts,
      CROSSWATCH_VICTIM_HOTLINE: '+999 555 0199 (invented)',
      CROSSWATCH_ALERTS_URL: url('alerts'),
      CROSSWATCH_CONSENT_URL: url('consent'),
      CROSSWATCH_WATCHLIST_URL: url('watchlist'),
      CROSSWATCH_AUDIT_URL: url('audit'),
      CROSSWATCH_EXCHANGE_URL: url('exchange'),
    },
  }
  return { ...common, ...own[service] }
}

/** What a service takes over from the launcher's environment; no setting of another federation leaks in. */
function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    NODE_COMPILE_CACHE: `${repository}.cache/compile`,
    NODE_ENV: 'production',
  }
}
