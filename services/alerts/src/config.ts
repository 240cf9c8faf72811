import {
  commonConfig,
  federationConfig,
  keyConfig,
  ledgerConfig,
  policyConfig,
  retentionMonths,
} from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const AlertsConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  ...ledgerConfig,
  retentionDraftsMonths: retentionMonths('drafts', 'drafts are kept that were never issued'),
  retentionEndedAlertsMonths: retentionMonths(
    'ended-alerts',
    "the content of this jurisdiction's alerts is kept after they ended",
  ),
  retentionImportsMonths: retentionMonths('imports', 'imported lists are kept, without their rows'),
  retentionHitsMonths: retentionMonths('hits', 'reports of hits are kept after the last message about them'),
  retentionMeasuresMonths: retentionMonths('measures', 'measures are kept'),
  retentionDisputesMonths: retentionMonths('disputes', 'disputes are kept after they were decided'),
  retentionFlagsMonths: retentionMonths('flags', 'flags are kept after they were lifted'),
  retentionClearancesMonths: retentionMonths('clearances', 'clearances are kept after they ended'),
})
export type AlertsConfig = Static<typeof AlertsConfig>
