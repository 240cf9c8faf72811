import type { Handle } from '@crosswatch/protocol'
import { handleServices } from '@crosswatch/protocol'
import table from '../data/contact-providers.json' with { type: 'json' }

export interface MailProvider {
  /** The domain under which its mailboxes are compared. */
  readonly domain: string
  readonly ignoreDots: boolean
  readonly dotsAreHyphens: boolean
  readonly plus: boolean
}

export interface ProfileHost {
  readonly service: Handle['service']
  /** True where the path is a phone number. */
  readonly phone: boolean
}

const mail = new Map<string, MailProvider>()
for (const entry of table.mail) {
  for (const domain of entry.domains) {
    mail.set(domain, {
      domain: entry.separate === true ? domain : (entry.domains[0] ?? domain),
      ignoreDots: entry.ignoreDots === true,
      dotsAreHyphens: entry.dotsAreHyphens === true,
      plus: entry.plus,
    })
  }
}

const profiles = new Map<string, ProfileHost>()
for (const { hosts, service, phone } of table.profiles) {
  const known = handleServices.find((name) => name === service)
  if (known === undefined) continue
  for (const host of hosts) profiles.set(host, { service: known, phone: phone === true })
}

export const mailProviders: ReadonlyMap<string, MailProvider> = mail
export const profileHosts: ReadonlyMap<string, ProfileHost> = profiles
/** Services whose accounts are phone numbers. */
export const phoneServices: ReadonlySet<string> = new Set(table.phoneServices)
/** Domains that many people share: one domain is no sign of one person. */
export const sharedHosts: ReadonlySet<string> = new Set(table.sharedHosts)
/** First parts of a profile link's path that name no account. */
export const profileWords: ReadonlySet<string> = new Set(table.profileWords)
