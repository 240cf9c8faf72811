import { CountryCode } from '@crosswatch/protocol'
import { commonConfig, federationConfig, keyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const WatchlistConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  phoneCountry: Type.Optional({
    ...CountryCode,
    description: 'Country whose numbering plan a phone number without + follows; else the jurisdiction',
  }),
})
export type WatchlistConfig = Static<typeof WatchlistConfig>
