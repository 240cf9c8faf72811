import type { Federation } from '@crosswatch/infra'
import { connect, nkeyAuthenticator, type NatsConnection } from 'nats'
import { until } from './sharing.ts'

/** What somebody with every right at the hub can do and see. Tests alone go around packages/bus. */
async function asOperator<T>(
  { description }: Federation,
  work: (connection: NatsConnection) => Promise<T>,
): Promise<T> {
  const { url, operatorSeed } = description.hub
  const authenticator = nkeyAuthenticator(new TextEncoder().encode(operatorSeed))
  const connection = await connect({ servers: url, authenticator })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

/**
 * Deletes the stream, as a clumsy operator would, and waits for it to come back empty without anybody's help.
 *
 * @throws Error when it is not there to begin with, or stays away
 */
export async function deleteHubStream(federation: Federation): Promise<void> {
  await asOperator(federation, async (connection) => {
    const { streams } = await connection.jetstreamManager({ domain: 'hub' })
    const { created } = await streams.info('ALERTS')
    await streams.delete('ALERTS')
    const another = async () => (await streams.info('ALERTS')).created !== created
    await until('the stream is back after it was deleted', another, { timeoutMs: 30_000 })
  })
}

/** Every message that the hub holds. */
export async function hubMessages(federation: Federation): Promise<{ subject: string; data: Uint8Array }[]> {
  return asOperator(federation, async (connection) => {
    const manager = await connection.jetstreamManager({ domain: 'hub' })
    const { state } = await manager.streams.info('ALERTS')
    const messages: { subject: string; data: Uint8Array }[] = []
    for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
      const { subject, data } = await manager.streams.getMessage('ALERTS', { seq })
      messages.push({ subject, data })
    }
    return messages
  })
}
