import { commonConfig, federationConfig, keyConfig, policyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const AlertsConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
})
export type AlertsConfig = Static<typeof AlertsConfig>
