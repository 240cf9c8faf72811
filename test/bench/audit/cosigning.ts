import { startFederation } from '@crosswatch/infra'
import { staffOf, until } from '../../support/sharing.ts'
import { percentile } from './figures.ts'

/**
 * p99 of the seconds from the answer to a look until both other nodes of a federation of three, and its neutral witness, have confirmed it, over real
 * leaves and a hub.
 */
export async function measureCosigning(looks: number): Promise<number> {
  await using federation = await startFederation({
    nodes: 3,
    services: ['audit', 'exchange'],
    logLevel: 'warn',
  })
  const { auditor } = await staffOf(federation, 'XA')
  const url = federation.description.nodes.find(({ jurisdiction }) => jurisdiction === 'XA')?.services.audit
    .url
  const confirmed = async () => {
    const note = await (await fetch(`${url}/checkpoint`)).text()
    // Both nodes and the neutral witness, each with two keys, beside the log itself.
    return note.split('\n\u2014 ').length === 8 ? Number(note.split('\n')[1]) : -1
  }
  await until('the first confirmation', async () => (await confirmed()) >= 0)
  const waits: number[] = []
  for (let look = 0; look < looks; look++) {
    const before = await confirmed()
    await auditor.expect('audit', 'POST', '/v1/records/search', { purpose: 'oversight' })
    const start = performance.now()
    await until('confirmation', async () => (await confirmed()) > before, { everyMs: 10 })
    waits.push((performance.now() - start) / 1000)
  }
  return percentile(waits, 0.99)
}
