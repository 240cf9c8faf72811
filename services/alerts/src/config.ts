import { commonConfig, federationConfig, keyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const AlertsConfig = Type.Object({ ...commonConfig, ...federationConfig, ...keyConfig })
export type AlertsConfig = Static<typeof AlertsConfig>
