import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removePostgresData } from '../embedded/prepare.ts'
import { provisionCluster, provisionDatabase, type ServiceName } from '../embedded/provision.ts'
import { startPostgres, type PostgresServer } from '../embedded/server.ts'

export interface TestOptions {
  /** Keep what was committed through kill -9 of the whole machine, at the price of speed. Default false. */
  readonly durable?: boolean
  readonly settings?: Readonly<Record<string, string | number>>
  /** Where its temporary folder is made; default: where the system has them. */
  readonly directory?: string
}

/** A database as a node has it: the schemas and login roles of every service, all of them empty. */
export interface TestNode {
  readonly database: string
  /** The URL for each service's own login role. */
  readonly urls: Readonly<Record<ServiceName, string>>
  /** The superuser's URL to this database. */
  readonly superuserUrl: string
}

export interface TestDatabase extends AsyncDisposable {
  readonly server: PostgresServer
  /** A fresh database. Its name is made up unless one is given. */
  createNode(database?: string): Promise<TestNode>
}

/**
 * A real PostgreSQL server in a temporary folder on a free port, with the group roles of the services: one for each
 * test process. It and its data are gone when it is disposed of; the server ends in any case when the process does.
 *
 * @example
 * const postgres = await startTestDatabase()
 * t.teardown(() => postgres[Symbol.asyncDispose]())
 * const node = await postgres.createNode()
 * await migrate({ url: node.urls.alerts, folder, schema: 'alerts' })
 */
export async function startTestDatabase({
  directory = tmpdir(),
  ...options
}: TestOptions = {}): Promise<TestDatabase> {
  const parent = mkdtempSync(join(directory, 'crosswatch-postgres-'))
  // Open to the account that runs the server.
  chmodSync(parent, 0o755)
  const folder = join(parent, 'data')
  const server = await startPostgres({
    durable: false,
    throwAway: true,
    ...options,
    folder,
    password: 'test',
  })
  await provisionCluster(server.url())
  let made = 0
  return {
    server,
    async createNode(database = `node${++made}`) {
      const urls = await provisionDatabase({ superuserUrl: server.url(), database, password: () => 'test' })
      return { database, urls, superuserUrl: server.url(database) }
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      removePostgresData(folder)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}
