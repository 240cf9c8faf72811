import { readFileSync } from 'node:fs'
import { superuserUrl } from './cluster.ts'
import type { DemoUser } from './demo-users.ts'
import type { Layout, NodeLayout } from './layout.ts'
import { durableName } from './nats/permissions.ts'
import { programName, serviceUrl, type Service, witnessUrl } from './services.ts'
import type { State } from './state.ts'

/** What `federation.json` says: everything that a person, a test or the command line needs to find the federation. */
export type FederationDescription = {
  readonly version: 1
  /** The data folder. */
  readonly directory: string
  readonly document: { readonly file: string; readonly pin: string }
  readonly nodes: readonly NodeDescription[]
  readonly hub: { readonly url: string; readonly leafAddress: string; readonly operatorSeed: string }
  /** The witness that belongs to no jurisdiction: its address, and what members and auditors enter in their policies. */
  readonly neutralWitness: { readonly url: string; readonly linesFile: string }
  readonly users: readonly DemoUser[]
  readonly ports: Readonly<Record<string, number>>
  /** Process numbers by name, kept up to date while it runs. */
  readonly processes: string
  readonly logs: string
}

export type NodeDescription = {
  readonly jurisdiction: string
  readonly name: string
  /** Where officers point their browsers, and the command line its `--url`. */
  readonly gateway: string
  readonly services: Readonly<Record<Service, { readonly url: string }>>
  /** The superuser's URL. */
  readonly database: { readonly url: string }
  readonly nats: { readonly url: string; readonly seedFile: string }
  readonly files: NodeLayout
}

export function describe(layout: Layout, state: State, pin: string): FederationDescription {
  return {
    version: 1,
    directory: layout.directory,
    document: { file: layout.document, pin },
    nodes: state.jurisdictions.map(({ code, name }) => ({
      jurisdiction: code,
      name,
      gateway: serviceUrl(state, code, 'gateway'),
      services: serviceUrls(state, code),
      database: { url: superuserUrl(state, durableName(code)) },
      nats: {
        url: `nats://127.0.0.1:${state.ports[programName(code, 'leaf')]}`,
        seedFile: layout.node(code).natsSeed,
      },
      files: layout.node(code),
    })),
    hub: {
      url: `nats://127.0.0.1:${state.ports.hub}`,
      leafAddress: `127.0.0.1:${state.ports['hub-leaf']}`,
      operatorSeed: state.hubOperator.seed,
    },
    neutralWitness: { url: witnessUrl(state), linesFile: layout.witness.policy },
    users: state.users,
    ports: state.ports,
    processes: layout.processes,
    logs: layout.logs,
  }
}

function serviceUrls(state: State, code: string): NodeDescription['services'] {
  const url = (service: Service) => ({ url: serviceUrl(state, code, service) })
  return {
    audit: url('audit'),
    exchange: url('exchange'),
    alerts: url('alerts'),
    consent: url('consent'),
    watchlist: url('watchlist'),
    gateway: url('gateway'),
  }
}

/** What the folder's federation last wrote. @throws Error when there is none */
export function readDescription(layout: Layout): FederationDescription {
  const description: FederationDescription = JSON.parse(readFileSync(layout.description, 'utf8'))
  return description
}
