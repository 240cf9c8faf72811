import { CountryCode } from '@crosswatch/protocol'
import {
  commonConfig,
  federationConfig,
  keyConfig,
  ledgerConfig,
  policyConfig,
  retentionMonths,
} from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const WatchlistConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  ...ledgerConfig,
  snapshotFile: Type.Optional(
    Type.String({ description: 'Where the list is kept, encrypted, between runs; else it is built anew' }),
  ),
  snapshotMinutes: Type.Integer({
    default: 5,
    minimum: 1,
    maximum: 1_440,
    description: 'How often the kept list is renewed while it changes',
  }),
  threads: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 16,
    description: 'Threads for screening, each with a list of its own in memory while it works',
  }),
  recallPerThousand: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 1_000,
    description: 'Queries of a thousand that are looked up a second time without the index',
  }),
  screeningHours: Type.Integer({
    default: 72,
    minimum: 1,
    maximum: 720,
    description: 'How long a screened list and its results are kept',
  }),
  retentionOverridesMonths: retentionMonths('overrides', 'overrides are kept after they ended'),
  recentDays: Type.Integer({
    default: 14,
    minimum: 1,
    maximum: 30,
    description: 'Over how many days queries are kept, as keyed hashes, to estimate whom an alert would meet',
  }),
  phoneCountry: Type.Optional({
    ...CountryCode,
    description: 'Country whose numbering plan a phone number without + follows; else the jurisdiction',
  }),
})
export type WatchlistConfig = Static<typeof WatchlistConfig>
