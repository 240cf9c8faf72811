import { isOwnDomain, lookOf, registrableDomain } from './domains.ts'
import type { Identifier } from './keys.ts'
import { isOneSlipApart } from './near.ts'
import { tailOf } from './phones.ts'

/** How two identifiers of one kind relate; undefined when they have nothing to do with each other. */
export type IdentifierRelation =
  'same' | 'same-site' | 'one-slip' | 'same-last-digits' | 'same-domain' | 'look-alike-domain' | undefined

/** True for relations that make a hit; the others are offered as near. */
export function isEqualRelation(relation: IdentifierRelation): boolean {
  return relation === 'same' || relation === 'same-site'
}

const copied: ReadonlySet<Identifier['feature']> = new Set(['document', 'registration', 'account'])

export function relate(asked: Identifier, listed: Identifier): IdentifierRelation {
  if (asked.feature === listed.feature && asked.value === listed.value) return 'same'
  if (copied.has(asked.feature)) {
    const near = asked.feature === listed.feature && isOneSlipApart(asked.value, listed.value)
    return near ? 'one-slip' : undefined
  }
  if (asked.feature === 'phone' && listed.feature === 'phone') return relatePhones(asked, listed)
  return relateDomains(asked, listed)
}

/** A number whose country is not known, or was assumed, may be another with the same last digits. */
function relatePhones(asked: Identifier, listed: Identifier): IdentifierRelation {
  const tail = tailOf(asked.value)
  if (tail === '' || tail !== tailOf(listed.value)) return undefined
  return asked.assumed === true || listed.assumed === true ? 'same-last-digits' : undefined
}

function relateDomains(asked: Identifier, listed: Identifier): IdentifierRelation {
  const askedDomain = domainOf(asked)
  const listedDomain = domainOf(listed)
  if (askedDomain === undefined || listedDomain === undefined) return undefined
  if (askedDomain === listedDomain) {
    const whole = listed.feature === 'url' && asked.feature === 'url' && asked.value.startsWith(listed.value)
    return whole && !/[/?]/.test(listed.value) ? 'same-site' : 'same-domain'
  }
  return lookOf(askedDomain) === lookOf(listedDomain) ? 'look-alike-domain' : undefined
}

/** The domain that somebody registered for a web address or a mailbox; undefined where everybody can have one. */
export function domainOf({ feature, value }: Identifier): string | undefined {
  if (feature !== 'url' && feature !== 'email') return undefined
  const host = feature === 'url' ? value.split(/[/?]/, 1)[0] : value.slice(value.lastIndexOf('@') + 1)
  const domain = registrableDomain(host ?? '')
  return isOwnDomain(domain) ? domain : undefined
}
