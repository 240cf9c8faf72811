import { categories, compartments, purposes, type AgreementRow } from '@crosswatch/protocol'
import { createClient } from '@crosswatch/client'
import type { FederationDescription } from '../description.ts'

/** Every two jurisdictions of the demo share everything for two years. Repeatable: an agreement takes the old one's place. */
export async function signAgreements(federation: FederationDescription, now: Date): Promise<void> {
  const until = new Date(now)
  until.setUTCFullYear(until.getUTCFullYear() + 2)
  for (const { jurisdiction, gateway } of federation.nodes) {
    const administrator = federation.users.find(
      (user) => user.jurisdiction === jurisdiction && user.roles.includes('administrator'),
    )
    if (administrator === undefined) continue
    const client = createClient({
      gateway,
      user: administrator.user,
      password: administrator.password,
      patienceMs: 10_000,
    })
    for (const partner of federation.nodes) {
      if (partner.jurisdiction === jurisdiction) continue
      await client.agreements.set(agreementWith(jurisdiction, partner.jurisdiction, now, until))
    }
  }
}

function agreementWith(own: string, partner: string, from: Date, until: Date): AgreementRow {
  return {
    partner,
    categories: [...categories],
    compartments: [...compartments],
    purposes: [...purposes],
    reference: `Invented memorandum of understanding ${[own, partner].toSorted().join('-')}`,
    validFrom: from.toISOString(),
    validUntil: until.toISOString(),
  }
}
