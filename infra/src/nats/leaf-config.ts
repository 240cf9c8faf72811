import { jetstream, nkeyUser, quote } from './config-text.ts'
import { durableName, memberPermissions, witnessPermissions } from './permissions.ts'

export type LeafSettings = {
  /** `XA` */
  readonly jurisdiction: string
  /** Where this node's exchange service connects. */
  readonly listen: string
  /** The hub's leaf listener: `127.0.0.1:7422`. */
  readonly hubAddress: string
  /** The jurisdiction's NKEY seed, `SU...`: it proves to the hub who this leaf is. Keep the file readable by its owner only. */
  readonly hubSeed: string
  /** NKEY user of the exchange service on this leaf, `U...`. */
  readonly exchangePublicKey: string
  /** NKEY user of the audit service, which speaks with the other nodes' witnesses and of nothing else. */
  readonly auditPublicKey: string
  readonly storeDirectory: string
}

/**
 * The configuration of one node's leaf: its own JetStream domain, local users for the exchange and the audit
 * service, and one outgoing connection to the hub. `node.>` is the node's own bus and crosses in neither direction.
 */
export function leafConfig(settings: LeafSettings): string {
  const domain = durableName(settings.jurisdiction)
  return `# The NATS leaf of ${settings.jurisdiction}.
server_name: leaf-${domain}
listen: ${quote(settings.listen)}

${jetstream(settings.storeDirectory, domain)}

accounts: {
  NODE: {
    jetstream: enabled
    users: [
${nkeyUser(settings.exchangePublicKey, 'the exchange service', memberPermissions(settings.jurisdiction))}
${nkeyUser(settings.auditPublicKey, 'the audit service', witnessPermissions(settings.jurisdiction))}
    ]
  }
}

leafnodes: {
  remotes: [
    {
      url: ${quote(`nats-leaf://${settings.hubAddress}`)}
      account: NODE
      nkey: ${quote(settings.hubSeed)}
      deny_imports: ["node.>"]
      deny_exports: ["node.>"]
    }
  ]
}
`
}
