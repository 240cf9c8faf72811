import {
  commonConfig,
  federationConfig,
  keyConfig,
  ledgerConfig,
  policyConfig,
} from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const AlertsConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  ...ledgerConfig,
})
export type AlertsConfig = Static<typeof AlertsConfig>
