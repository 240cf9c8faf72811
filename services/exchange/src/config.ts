import {
  commonConfig,
  federationConfig,
  keyConfig,
  policyConfig,
  retentionMonths,
} from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const ExchangeConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  keysFile: Type.String({
    description: "Sealed key file of kind node: this node's signing and channel keys",
  }),
  natsUrl: Type.String({ description: "URL of this node's own nats-server, the leaf" }),
  natsSeedFile: Type.String({ description: 'NKEY seed of this service at the leaf' }),
  newFeed: Type.Boolean({
    default: false,
    description: 'This node begins its feed: do not wait for others to say how far it goes',
  }),
  retentionQuarantineMonths: retentionMonths('quarantine', 'refused entries are kept after they came last'),
})
export type ExchangeConfig = Static<typeof ExchangeConfig>
