import { domainToUnicode } from 'node:url'
import table from '../data/confusables.json' with { type: 'json' }
import { sharedHosts } from './providers.ts'

/** Labels under which a country registers names of its second level: `co.uk`, `com.ph`. */
const secondLevel =
  /^(?:ac|co|com|edu|gen|go|gob|gouv|gov|govt|gv|id|in|info|ltd|me|mil|ne|net|nom|or|org|plc|sch|web)$/

/** The part of a host that somebody registered: `jobs.example.com.ph` gives `example.com.ph`. */
export function registrableDomain(host: string): string {
  const labels = host.split('.')
  const top = labels.at(-1) ?? ''
  const keep = top.length === 2 && labels.length > 2 && secondLevel.test(labels.at(-2) ?? '') ? 3 : 2
  return labels.slice(-keep).join('.')
}

/** False for hosts on which everybody can open a page or a mailbox. */
export function isOwnDomain(domain: string): boolean {
  return !sharedHosts.has(domain)
}

const letters = new Map(Object.entries(table.letters))

/** What a domain looks like: equal for domains that a reader takes for one another (UTS 39, section 4). */
export function lookOf(domain: string): string {
  let look = Array.from(domainToUnicode(domain), (letter) => letters.get(letter) ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[\p{M}-]/gu, '')
  for (const [group = '', letter = ''] of table.groups) look = look.replaceAll(group, letter)
  return look
}
