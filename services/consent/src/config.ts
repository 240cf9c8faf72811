import { commonConfig, federationConfig, keyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const ConsentConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  receiptHours: Type.Integer({
    default: 24,
    minimum: 1,
    maximum: 720,
    description: 'An erasure without a receipt is overdue after this many hours',
  }),
})
export type ConsentConfig = Static<typeof ConsentConfig>
