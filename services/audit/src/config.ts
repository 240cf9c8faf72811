import { commonConfig, federationConfig, keyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const AuditConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  logKeyFile: Type.String({
    description: 'Sealed key file of kind log: signs the checkpoints of the access log',
  }),
})
export type AuditConfig = Static<typeof AuditConfig>
