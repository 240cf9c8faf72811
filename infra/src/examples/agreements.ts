import { setTimeout as delay } from 'node:timers/promises'
import { createClient, type Client } from '@crosswatch/client'
import { categories, compartments, purposes, type AgreementDraft } from '@crosswatch/protocol'
import type { FederationDescription } from '../description.ts'

/**
 * The nodes of the demo agree among all of them to share everything for two years: the first one drafts, at every other one an
 * administrator endorses, and everywhere a supervisor signs. Over when it is in force at every node.
 */
export async function signAgreements(federation: FederationDescription, now: Date): Promise<void> {
  const [first, ...others] = federation.nodes
  if (first === undefined || others.length === 0) return
  const { digest } = await clientOf(federation, first, 'administrator').agreements.draft(
    draftAmong(
      federation.nodes.map(({ jurisdiction }) => jurisdiction),
      now,
    ),
  )
  await clientOf(federation, first, 'supervisor').agreements.sign(digest)
  await Promise.all(
    others.map(async (node) => {
      const administrator = clientOf(federation, node, 'administrator')
      await until(async () => (await administrator.agreements.list()).some((one) => one.digest === digest))
      await administrator.agreements.endorse(digest)
      await clientOf(federation, node, 'supervisor').agreements.sign(digest)
    }),
  )
  await Promise.all(
    federation.nodes.map(async (node) => {
      const supervisor = clientOf(federation, node, 'supervisor')
      await until(async () => (await supervisor.agreements.show(digest)).state === 'in-force')
    }),
  )
}

function draftAmong(parties: string[], from: Date): AgreementDraft {
  const end = new Date(from)
  end.setUTCFullYear(end.getUTCFullYear() + 2)
  return {
    title: 'Invented memorandum of understanding',
    parties,
    categories: [...categories],
    compartments: [...compartments],
    purposes: [...purposes],
    onwardUse: 'ask-first',
    retentionDays: 365,
    onTermination: 'erase',
    legal: [{ treaty: 'Invented convention on recruitment across borders', article: 'article 4' }],
    // A minute ago: the clocks of the nodes need not agree to the second.
    validFrom: new Date(from.getTime() - 60_000).toISOString(),
    validUntil: end.toISOString(),
    contacts: [],
  }
}

function clientOf(
  { users }: FederationDescription,
  { jurisdiction, gateway }: FederationDescription['nodes'][number],
  role: string,
): Client {
  const user = users.find((one) => one.jurisdiction === jurisdiction && one.roles.includes(role))
  if (user === undefined) throw new Error(`no demo user is ${role} in ${jurisdiction}`)
  return createClient({ gateway, user: user.user, password: user.password, patienceMs: 10_000 })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await holds()) return
    await delay(100)
  }
  throw new Error('the agreement of the demo did not come into force within a minute')
}
