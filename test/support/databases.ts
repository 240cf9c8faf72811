import type { Federation } from '@crosswatch/infra'
import { Client } from 'pg'

/** What stands in the database of a node, seen by its superuser. */
export async function inDatabase<T>(
  federation: Federation,
  jurisdiction: string,
  look: (client: Client) => Promise<T>,
): Promise<T> {
  const url = federation.description.nodes.find((node) => node.jurisdiction === jurisdiction)?.database.url
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end()
  }
}

/** The hashes of a feed in their order, as one node holds them. */
export async function chainAt(
  federation: Federation,
  jurisdiction: string,
  issuer: string,
): Promise<string[]> {
  return inDatabase(federation, jurisdiction, async (client) => {
    const { rows } = await client.query<{ seq: string; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from exchange.feed_entry where issuer = $1 order by seq`,
      [issuer],
    )
    return rows.map(({ seq, hash }) => `${seq} ${hash}`)
  })
}

/** Alerts of an issuer that are in force on a node, with how often each stands there. */
export async function activeAt(
  federation: Federation,
  jurisdiction: string,
  issuer: string,
): Promise<Map<string, number>> {
  return inDatabase(federation, jurisdiction, async (client) => {
    const { rows } = await client.query<{ id: string; times: string }>(
      `select id, count(*) as times from alerts.alert where issuer = $1 and state = 'active' group by id`,
      [issuer],
    )
    return new Map(rows.map(({ id, times }) => [id, Number(times)]))
  })
}

/** What a node refused. */
export async function quarantinedAt(
  federation: Federation,
  jurisdiction: string,
): Promise<{ reason: string; issuer: string }[]> {
  return inDatabase(federation, jurisdiction, async (client) => {
    const { rows } = await client.query<{ reason: string; issuer: string }>(
      'select reason, issuer from exchange.quarantine',
    )
    return rows
  })
}
