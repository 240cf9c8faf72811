import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { removePostgresData } from '@crosswatch/database/embedded'
import { holdCeremony } from './ceremony.ts'
import { postgresProgram, provisionDatabases } from './cluster.ts'
import { natsPrograms } from './courier.ts'
import { describe, type FederationDescription } from './description.ts'
import { signAgreements } from './examples/agreements.ts'
import { loadExamples } from './examples/load.ts'
import { demoPost } from './demo-users.ts'
import { foundLogs } from './found-logs.ts'
import { layoutOf, type Layout } from './layout.ts'
import { findNatsServer } from './nats/find-server.ts'
import { provisionHub } from './nats/provision.ts'
import { reservePorts } from './ports.ts'
import {
  SERVICES,
  WITNESS,
  nodeProgram,
  programName,
  serviceProgram,
  type Service,
  witnessProgram,
} from './services.ts'
import { writeWitnessPolicy } from './witness-keys.ts'
import { newState, readState, writeSecretJson, type State } from './state.ts'
import { takeLock } from './supervisor/lock.ts'
import { leaveLastWill } from './supervisor/last-will.ts'
import { endProcesses, openProcessTable, readEntries, type Entry } from './supervisor/process-table.ts'
import { createSupervisor, type Program, type Supervisor, type WaitOptions } from './supervisor/supervisor.ts'

export type FederationOptions = {
  /** The data folder; default: a temporary one, for a federation that does not outlive this process, even if it is killed. */
  readonly directory?: string
  /** How many jurisdictions; default: as many as the folder has, else 3. */
  readonly nodes?: number
  /** Start over: what an earlier run left in the folder is removed first. */
  readonly fresh?: boolean
  /** Load the example data when the folder is new. Default false. */
  readonly examples?: boolean
  /** Which services each node runs; default all. */
  readonly services?: readonly Service[]
  /** One process per service (the default), or one per node. */
  readonly processes?: 'service' | 'node'
  /** Default `info`. */
  readonly logLevel?: string
  /** How often each node tells the others how it looked at their alerts. Default 60: soon enough for whoever tries it out. */
  readonly receiptPeriodSeconds?: number
  /** How often each node holds new looks against the rules of what is out of the ordinary. Default 60, likewise. */
  readonly watchPeriodSeconds?: number
  /** How long the access logs may go unconfirmed before disclosures stop. Default 600. */
  readonly staleAfterSeconds?: number
  /** How long PostgreSQL and NATS, and then the services, may take to be ready. Default two minutes. */
  readonly timeoutMs?: number
  /** Gives up when aborted: what was started is ended. */
  readonly signal?: AbortSignal
  /** Told what is going on. */
  readonly say?: (line: string) => void
}

/** A running federation. Disposing of it ends every process in order. */
export type Federation = AsyncDisposable & {
  readonly directory: string
  readonly description: FederationDescription
  /** Every process by name: `postgres`, `hub`, `xa-leaf`, `xa-audit` and so on. */
  readonly processes: Pick<Supervisor, 'names' | 'pid' | 'kill' | 'waitReady'>
}

/**
 * Starts a federation on loopback and supervises it from this process.
 *
 * @throws {InUseError} when the data folder belongs to a running federation
 * @throws {NotReadyError} when a process does not come up; everything is ended then
 */
export async function startFederation(options: FederationOptions = {}): Promise<Federation> {
  const say = options.say ?? (() => {})
  const temporary = options.directory === undefined
  const directory = temporary ? temporaryDirectory() : resolve(options.directory ?? '')
  const layout = layoutOf(directory)
  // Others may pass through on their way to PostgreSQL's folder, which belongs to another account when root runs this.
  mkdirSync(directory, { recursive: true, mode: 0o711 })

  await using undo = new AsyncDisposableStack()
  if (temporary) undo.defer(() => rmSync(directory, { recursive: true, force: true }))
  undo.use(takeLock(layout.lock))
  await endProcesses(shutdownOrder(readEntries(layout.processes)))
  if (options.fresh || readState(layout.state) === undefined) removeRemains(layout)
  if (temporary) {
    undo.defer(() => removePostgresData(layout.postgres))
    const stop = [fileURLToPath(new URL('main.ts', import.meta.url)), 'stop', '--data', directory]
    undo.use(leaveLastWill(process.execPath, ['--conditions=@crosswatch/source', ...stop]))
  }
  mkdirSync(layout.logs, { recursive: true, mode: 0o700 })

  const services = options.services ?? SERVICES
  const chosen = settleState(layout, options.nodes)
  const { ports } = undo.use(await reservePorts(listenerNames(chosen), { directory, ports: chosen.ports }))
  const state = { ...chosen, ports }
  writeSecretJson(layout.state, state)
  const { pin } = await holdCeremony(layout, state, new Date())
  for (const { code } of state.jurisdictions) writeSecretJson(layout.node(code).posts, [demoPost])
  const description = describe(layout, state, pin)
  // It comes back when what it describes is there.
  rmSync(layout.description, { force: true })

  const table = openProcessTable(layout.processes)
  const supervisor = createSupervisor(table)
  undo.defer(() =>
    supervisor.stop(shutdownOrder(table.entries()).map((group) => group.map(({ name }) => name))),
  )

  say('starting PostgreSQL and NATS')
  const cacheDirectory = fileURLToPath(new URL('../../.cache', import.meta.url))
  const natsServer = await findNatsServer({ cacheDirectory, environment: process.env, say })
  for (const program of natsPrograms(layout, state, natsServer)) supervisor.run(program)
  supervisor.run(await postgresProgram(layout, state))
  const { timeoutMs = 120_000, signal } = options
  const wait = { timeoutMs, ...(signal === undefined ? {} : { signal }) }
  await supervisor.waitReady(wait)
  const databases = await provisionDatabases(state)
  undo.use(
    await provisionHub({
      hubUrl: description.hub.url,
      operatorSeed: state.hubOperator.seed,
      members: state.jurisdictions.map(({ code }) => code),
    }),
  )

  // Here because its address, which may be another one than last time, is part of the policy.
  await writeWitnessPolicy(layout, state)
  const databaseUrl = (code: string, service: Service) => databases.get(code)?.[service] ?? ''
  const setting = {
    layout,
    state,
    federationPin: pin,
    databaseUrl,
    logLevel: options.logLevel ?? 'info',
    receiptPeriodSeconds: options.receiptPeriodSeconds ?? 60,
    watchPeriodSeconds: options.watchPeriodSeconds ?? 60,
    staleAfterSeconds: options.staleAfterSeconds ?? 600,
  }
  if (services.includes('audit')) supervisor.run(witnessProgram(setting))
  if (!state.founded && services.includes('audit')) {
    say('founding the access logs')
    await foundLogs(setting)
  }
  const codes = state.jurisdictions.map(({ code }) => code)
  const programs =
    options.processes === 'node' && services.length > 0
      ? codes.map((code) => nodeProgram(code, services, setting))
      : services.flatMap((service) => codes.map((code) => serviceProgram(code, service, setting)))
  await startAll(supervisor, programs, wait, say)
  writeSecretJson(layout.description, description)
  const complete = SERVICES.every((service) => services.includes(service))
  if (!state.founded && complete) {
    say('signing the agreements')
    await signAgreements(description, new Date())
  }
  if (programs.length > 0) writeSecretJson(layout.state, { ...state, founded: true })
  if (options.examples && !state.examplesLoaded && complete) {
    say('loading example data')
    await loadExamples(description, new Date())
    writeSecretJson(layout.state, { ...state, founded: true, examplesLoaded: true })
  }

  const running = undo.move()
  return {
    directory,
    description,
    processes: supervisor,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/**
 * Starts programs a few at a time, since each needs a second or two of a core to begin, and waits until every one is ready.
 * One that waits for another to come up does not hold the others back for long.
 */
async function startAll(
  supervisor: Supervisor,
  programs: readonly Program[],
  wait: WaitOptions,
  say: (line: string) => void,
) {
  const waiting = [...programs]
  const begun: Promise<void>[] = []
  let ready = 0
  const untilReady = async (program: Program) => {
    await supervisor.waitReady({ ...wait, names: [program.name] })
    say(`starting services: ${++ready} of ${programs.length} ready`)
  }
  const startOneByOne = async () => {
    for (let program = waiting.shift(); program !== undefined; program = waiting.shift()) {
      supervisor.run(program)
      const done = untilReady(program)
      begun.push(done)
      await Promise.race([done, delay(PATIENCE_MS, undefined, { ref: false })])
    }
  }
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, startOneByOne))
  await Promise.all(begun)
}

const PATIENCE_MS = 4_000

/** The state of this folder, or that of a new federation. */
function settleState(layout: Layout, nodes: number | undefined): State {
  const known = readState(layout.state)
  if (known !== undefined && nodes !== undefined && known.jurisdictions.length !== nodes) {
    throw new Error(
      `this federation has ${known.jurisdictions.length} nodes; --fresh starts over with ${nodes}`,
    )
  }
  return known ?? newState(nodes ?? 3, SERVICES)
}

function listenerNames(state: State): readonly string[] {
  const perNode = ['leaf', ...SERVICES]
  const names = state.jurisdictions.flatMap(({ code }) => perNode.map((name) => programName(code, name)))
  return ['postgres', 'hub', 'hub-leaf', WITNESS, ...names]
}

/** Services first, then the courier, PostgreSQL last. */
export function shutdownOrder(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  return [0, 1, 2, 3].map((place) => entries.filter(({ name }) => placeInShutdown(name) === place))
}

function placeInShutdown(name: string): number {
  if (name === 'postgres') return 3
  if (name === 'hub') return 2
  return name.endsWith('-leaf') ? 1 : 0
}

/** Only what this program makes: the folder may hold other things. */
function removeRemains(layout: Layout): void {
  removePostgresData(layout.postgres)
  const made = [
    layout.state,
    layout.description,
    layout.document,
    layout.processes,
    layout.logs,
    layout.roots,
    layout.witness.directory,
    join(layout.directory, 'nodes'),
    join(layout.directory, 'nats'),
  ]
  for (const path of made) rmSync(path, { recursive: true, force: true })
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'crosswatch-'))
  chmodSync(directory, 0o711)
  return directory
}
