import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

/** The right to write this node's feed: as long as it is held, no other process of the node has it. */
export interface Leadership extends AsyncDisposable {
  isHeld(): boolean
}

/**
 * Waits until this process is the only exchange of its node. The lock is the session's (PostgreSQL manual, 13.3.5): it ends
 * with the process or with the connection. When the connection is lost the process ends itself, because another may
 * have taken over; its supervisor starts it again.
 */
export async function holdLeadership(
  databaseUrl: string,
  signal: AbortSignal,
  onLost: () => void = () => process.kill(process.pid, 'SIGTERM'),
): Promise<Leadership> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'exchange leader',
    keepAlive: true,
  })
  let held = false
  let closing = false
  const lost = () => {
    const wasHeld = held
    held = false
    if (wasHeld && !closing) onLost()
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { rows } = await client.query<{ held: boolean }>(
        `select pg_try_advisory_lock(hashtextextended('crosswatch exchange', 0)) as held`,
      )
      if (rows[0]?.held) break
      await delay(250, undefined, { signal })
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  held = true
  return {
    isHeld: () => held,
    async [Symbol.asyncDispose]() {
      closing = true
      await client.end().catch(() => undefined)
    },
  }
}
