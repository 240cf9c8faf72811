import {
  commonConfig,
  federationConfig,
  keyConfig,
  policyConfig,
  retentionMonths,
} from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const ConsentConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  erasureLedgerFile: Type.String({
    description:
      'File that remembers what was erased; on another volume than the database, in no backup with it',
  }),
  retentionConsentsMonths: retentionMonths(
    'consents',
    'consents and their openings are kept after the time they were given for',
  ),
  receiptHours: Type.Integer({
    default: 24,
    minimum: 1,
    maximum: 720,
    description: 'An erasure without a receipt is overdue after this many hours',
  }),
})
export type ConsentConfig = Static<typeof ConsentConfig>
