import { setTimeout as delay } from 'node:timers/promises'
import { createClient, type Client } from '@crosswatch/client'
import { addMonths, type AlertDraft } from '@crosswatch/protocol'
import type { FederationDescription } from '../description.ts'
import { EXAMPLES, WAITING, type Example } from './drafts.ts'

/**
 * Loads the invented brokers, agencies and postings through the HTTP API, as each node's analyst and supervisor: a list that
 * is approved as one, so that loading it again changes nothing.
 */
export async function loadExamples(federation: FederationDescription, now: Date): Promise<void> {
  await Promise.all(
    federation.nodes.map(async ({ jurisdiction, gateway }) => {
      const rows = EXAMPLES.filter(({ issuer }) => issuer === jurisdiction)
      if (rows.length === 0) return
      const signIn = (role: string) => clientOf(federation, jurisdiction, gateway, role)
      const [analyst, supervisor] = [signIn('analyst'), signIn('supervisor')]
      const authority = federation.users.find((user) => user.jurisdiction === jurisdiction)?.authority ?? ''
      const { id } = await analyst.imports.create({ source: 'examples', complete: false })
      const { refused } = await analyst.imports.addRows(
        id,
        rows.map((example) => ({ ref: example.ref, draft: draftOf(example, authority, now) })),
      )
      if (refused.length > 0) throw new Error(`an example was refused: ${JSON.stringify(refused)}`)
      await analyst.imports.submit(id)
      const { digest } = await supervisor.imports.recipients(id)
      await supervisor.imports.approve(id, digest)
      await untilIssued(supervisor, id)
      if (WAITING.issuer !== jurisdiction) return
      const waiting = await analyst.alerts.draft(draftOf(WAITING, authority, now))
      await analyst.alerts.submit(waiting.id)
    }),
  )
}

function clientOf(
  federation: FederationDescription,
  jurisdiction: string,
  gateway: string,
  role: string,
): Client {
  const user = federation.users.find((one) => one.jurisdiction === jurisdiction && one.roles.includes(role))
  if (user === undefined) throw new Error(`no demo user is ${role} in ${jurisdiction}`)
  return createClient({ gateway, user: user.user, password: user.password, patienceMs: 10_000 })
}

function draftOf({ draft, monthsValid }: Omit<Example, 'ref'>, authority: string, now: Date): AlertDraft {
  return { ...draft, authority, validUntil: addMonths(now, monthsValid).toISOString() }
}

async function untilIssued(client: Client, id: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const { state } = await client.imports.show(id)
    if (state === 'done') return
    await delay(100)
  }
  throw new Error('the example data was approved but not issued within 30 s')
}
