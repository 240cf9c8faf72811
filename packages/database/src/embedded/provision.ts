import { Client } from 'pg'

/** The services that keep something in the node's database; each has a schema and a group role. */
export const serviceNames = [
  'gateway',
  'exchange',
  'alerts',
  'watchlist',
  'audit',
  'consent',
  'intake',
] as const
export type ServiceName = (typeof serviceNames)[number]

/** Makes the group roles that migrations grant to: `crosswatch_alerts` and so on. Safe to repeat. */
export async function provisionCluster(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const service of serviceNames) await ensureRole(client, `crosswatch_${service}`, 'nologin')
  })
}

export interface ProvisionOptions {
  /** URL of the superuser to any database of the cluster. */
  readonly superuserUrl: string
  /** The node's database: the jurisdiction code in lower case. */
  readonly database: string
  /** The password of each login role. An existing role gets it too. */
  readonly password: (service: ServiceName) => string
}

/**
 * Makes a node's database with, for each service, the login role `<database>_<service>` and a schema that it owns.
 * Nobody but these roles may connect, and nobody may make anything in `public`. Safe to repeat.
 *
 * Answers with the URL for each service.
 */
export async function provisionDatabase(options: ProvisionOptions): Promise<Record<ServiceName, string>> {
  const { superuserUrl, database, password } = options
  const role = (service: ServiceName) => `${database}_${service}`

  await withClient(superuserUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
    await client.query(`revoke all on database ${client.escapeIdentifier(database)} from public`)
    for (const service of serviceNames) {
      const secret = client.escapeLiteral(password(service))
      await ensureRole(client, role(service), `login inherit password ${secret}`)
      await client.query(`grant crosswatch_${service} to ${client.escapeIdentifier(role(service))}`)
    }
  })
  await withClient(urlOf(superuserUrl, { database }), async (client) => {
    await client.query('revoke all on schema public from public')
    for (const service of serviceNames) {
      const login = client.escapeIdentifier(role(service))
      await client.query(
        `grant connect, temporary on database ${client.escapeIdentifier(database)} to ${login}`,
      )
      await client.query(`create schema if not exists ${service} authorization ${login}`)
    }
  })
  const urlFor = (service: ServiceName) =>
    urlOf(superuserUrl, { database, role: role(service), password: password(service) })
  return {
    gateway: urlFor('gateway'),
    exchange: urlFor('exchange'),
    alerts: urlFor('alerts'),
    watchlist: urlFor('watchlist'),
    audit: urlFor('audit'),
    consent: urlFor('consent'),
    intake: urlFor('intake'),
  }
}

async function ensureRole(client: Client, name: string, attributes: string) {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [name])
  const verb = found.rowCount === 0 ? 'create' : 'alter'
  await client.query(`${verb} role ${client.escapeIdentifier(name)} ${attributes}`)
}

async function withClient(url: string, work: (client: Client) => Promise<void>) {
  const client = new Client({ connectionString: url, application_name: 'provision' })
  client.on('error', () => {})
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function urlOf(base: string, change: { database: string; role?: string; password?: string }): string {
  const url = new URL(base)
  url.pathname = `/${change.database}`
  if (change.role !== undefined) url.username = change.role
  if (change.password !== undefined) url.password = encodeURIComponent(change.password)
  return url.href
}
