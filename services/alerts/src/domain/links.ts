import type { AlertDraft, JurisdictionCode, Link } from '@crosswatch/protocol'
import type { AlertRow } from '../store/alerts.ts'
import { sureHolders } from './holders.ts'

/** The other end of a link, as far as it decides who may see the link. */
export type LinkEnd = Pick<AlertRow, 'issuer' | 'origin' | 'state' | 'recipients'>

export interface SplitLinks {
  /** In the core: every recipient has the other end too. */
  readonly sent: Link[]
  /** Kept here: somebody who gets the alert may not see the other end, and would learn that it exists. */
  readonly withheld: Link[]
}

/** A link never widens access. One signed core goes to all recipients, so a link is in it only if all of them may see both ends. */
export function splitLinks(
  links: readonly Link[],
  ends: ReadonlyMap<string, LinkEnd>,
  recipients: readonly JurisdictionCode[],
): SplitLinks {
  const seenByAll = ({ alert }: Link) => {
    const end = ends.get(alert)
    return end !== undefined && recipients.every((code) => seersOf(end).includes(code))
  }
  return {
    sent: links.filter(seenByAll),
    withheld: links.filter((link) => !seenByAll(link)),
  }
}

/** Whom this node knows to have an alert. Of another jurisdiction's, that is its issuer alone. */
function seersOf({ issuer, origin, state, recipients }: LinkEnd): readonly JurisdictionCode[] {
  if (state !== 'active') return []
  return origin === 'received' ? [issuer] : sureHolders(recipients)
}

/** The links whose other end is in force here: what is gone, or never came, is not pointed at. */
export function visibleLinks(
  links: NonNullable<AlertDraft['links']>,
  ends: ReadonlyMap<string, Pick<AlertRow, 'state'>>,
): Link[] {
  return links.filter(({ alert }) => ends.get(alert)?.state === 'active')
}
