import {
  postgresCommand,
  preparePostgres,
  provisionCluster,
  provisionDatabase,
  type ServiceName,
} from '@crosswatch/database/embedded'
import type { Layout } from './layout.ts'
import { durableName } from './nats/permissions.ts'
import { postgresReady } from './probes.ts'
import type { State } from './state.ts'
import type { Program } from './supervisor/supervisor.ts'

/** The superuser's URL; for the launcher and for tests, never for a service. */
export function superuserUrl(state: State, database = 'postgres'): string {
  return `postgres://postgres:${state.postgresPassword}@127.0.0.1:${state.ports.postgres}/${database}`
}

/** The database server of the demo as a program; its data folder is made if it is missing. */
export async function postgresProgram(layout: Layout, state: State): Promise<Program> {
  const prepared = await preparePostgres({ folder: layout.postgres, password: state.postgresPassword })
  const { file, args, options } = postgresCommand(prepared, { port: state.ports.postgres ?? 0 })
  return {
    name: 'postgres',
    file,
    args,
    ...options,
    environment: { PATH: process.env.PATH, LC_ALL: 'C' },
    logFile: layout.log('postgres'),
    // Sends the clients away and writes a checkpoint.
    stopSignal: 'SIGINT',
    ready: () => postgresReady(superuserUrl(state)),
  }
}

/** One database per jurisdiction with its roles and schemas. @returns the URL for each jurisdiction and service */
export async function provisionDatabases(
  state: State,
): Promise<ReadonlyMap<string, Readonly<Record<ServiceName, string>>>> {
  await provisionCluster(superuserUrl(state))
  const urls = new Map<string, Record<ServiceName, string>>()
  for (const { code } of state.jurisdictions) {
    const database = durableName(code)
    const password = (service: ServiceName) => state.databasePasswords[`${database}_${service}`] ?? ''
    urls.set(code, await provisionDatabase({ superuserUrl: superuserUrl(state), database, password }))
  }
  return urls
}
