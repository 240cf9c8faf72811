// What one member of the federation may say and hear on the hub (DESIGN section 9). The same list binds the member's leaf
// connection at the hub and the exchange service at its own leaf, so that neither a hostile leaf nor a hostile process
// behind it can speak for another jurisdiction.

/** The stream that holds every feed for a while. */
export const ALERTS_STREAM = 'ALERTS'

/** The JetStream domain of the hub. */
export const HUB_DOMAIN = 'hub'

export type Permissions = {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/**
 * The allow list of one jurisdiction. Everything not named here is refused by the server.
 *
 * @param jurisdiction code in upper case, `XA`
 */
export function memberPermissions(jurisdiction: string): Permissions {
  const consumer = `${ALERTS_STREAM}.${durableName(jurisdiction)}`
  return {
    publish: [
      `xw.feed.${jurisdiction}`,
      `xw.log.${jurisdiction}`,
      `xw.req.*.${jurisdiction}.>`,
      `$JS.${HUB_DOMAIN}.API.CONSUMER.MSG.NEXT.${consumer}`,
      `$JS.${HUB_DOMAIN}.API.CONSUMER.INFO.${consumer}`,
      // An acknowledgement's subject has two forms; the second carries the domain and the account's hash.
      `$JS.ACK.${consumer}.>`,
      `$JS.ACK.${HUB_DOMAIN}.*.${consumer}.>`,
      '_INBOX.>',
    ],
    subscribe: ['_INBOX.>', `xw.req.${jurisdiction}.>`],
  }
}

/** What witnesses ask each other (services/audit). */
const WITNESS_OPERATIONS = ['log-checkpoint', 'log-heads', 'log-proofs', 'log-inclusions']

/** The allow list of a node's audit service at its leaf: a part of what the jurisdiction may do. */
export function witnessPermissions(jurisdiction: string): Permissions {
  return {
    publish: [...WITNESS_OPERATIONS.map((operation) => `xw.req.*.${jurisdiction}.${operation}`), '_INBOX.>'],
    subscribe: [
      '_INBOX.>',
      ...WITNESS_OPERATIONS.map((operation) => `xw.req.${jurisdiction}.*.${operation}`),
    ],
  }
}

/** The name of a jurisdiction's durable consumer, its leaf's domain and its database: `xa`. */
export function durableName(jurisdiction: string): string {
  return jurisdiction.toLowerCase()
}
