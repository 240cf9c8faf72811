import { jetstream, nkeyUser, quote } from './config-text.ts'
import { HUB_DOMAIN, memberPermissions } from './permissions.ts'

export type HubSettings = {
  /** Where clients connect: `127.0.0.1:4222`. */
  readonly listen: string
  /** Where the members' leaves connect. */
  readonly leafListen: string
  readonly storeDirectory: string
  /** The user that keeps the stream and the consumers in place; it belongs to the hub's operator, not to a member. */
  readonly operatorPublicKey: string
  readonly members: readonly HubMember[]
}

export type HubMember = {
  /** `XA` */
  readonly jurisdiction: string
  /** NKEY user, `U...` */
  readonly publicKey: string
}

/**
 * The configuration of the hub: one account, one user per member with its allow list, one operator. A member is admitted by
 * writing this anew and sending SIGHUP.
 */
export function hubConfig(settings: HubSettings): string {
  const users = settings.members.map(({ jurisdiction, publicKey }) =>
    nkeyUser(publicKey, jurisdiction, memberPermissions(jurisdiction)),
  )
  return `# The hub of a Crosswatch federation: it delivers, and is trusted with nothing else.
server_name: hub
listen: ${quote(settings.listen)}

${jetstream(settings.storeDirectory, HUB_DOMAIN)}

accounts: {
  EXCHANGE: {
    jetstream: enabled
    users: [
${nkeyUser(settings.operatorPublicKey, 'operator of the hub')}
${users.join('\n')}
    ]
  }
}

leafnodes: {
  listen: ${quote(settings.leafListen)}
}
`
}
