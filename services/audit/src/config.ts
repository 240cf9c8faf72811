import type { RecordClass } from '@crosswatch/protocol'
import { commonConfig, federationConfig, keyConfig, policyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'
import { usualMonths } from './domain/retention-rules.ts'

export const AuditConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  logKeyFile: Type.String({
    description:
      'Sealed key file of kind log: signs the checkpoints of the access log, cosigns those of the others',
  }),
  forkGuardFile: Type.String({
    description:
      'File that remembers what was signed; on another volume than the database, in no backup with it',
  }),
  natsUrl: Type.String({ description: "URL of this node's own nats-server, the leaf" }),
  natsSeedFile: Type.String({ description: 'NKEY seed of this service at the leaf' }),
  witnessQuorum: Type.String({
    pattern: '^[0-9]{1,2}/[1-9][0-9]?$',
    default: '2/3',
    description: 'Share of the other members that must confirm this log; 0/1 for none',
  }),
  neutralWitnessesFile: Type.Optional(
    Type.String({
      description:
        'Witnesses that belong to no jurisdiction, one of whom must confirm this log too: lines "witness NAME VKEY URL"',
    }),
  ),
  staleAfterSeconds: Type.Integer({
    default: 600,
    minimum: 10,
    maximum: 86_400,
    description: 'How long the log may go unconfirmed before disclosures stop',
  }),
  receiptPeriodSeconds: Type.Integer({
    default: 3600,
    minimum: 1,
    maximum: 86_400,
    description: 'How often every other member is told how its alerts were looked at here',
  }),
  watchPeriodSeconds: Type.Integer({
    default: 600,
    minimum: 1,
    maximum: 86_400,
    description: 'How often new looks are held against the rules of what is out of the ordinary',
  }),
  retentionAccessMonths: monthsOf('access', 'accesses and exchanges'),
  retentionAlertHistoryMonths: monthsOf('alert-history', 'what happened to an alert, after the last of it'),
  retentionSupervisionMonths: monthsOf('supervision', 'the supervision of the log'),
  retentionAdministrationMonths: monthsOf('administration', 'administration and sign-ins'),
})

function monthsOf(kind: RecordClass, what: string) {
  return Type.Integer({
    default: usualMonths[kind],
    minimum: 1,
    maximum: 1200,
    description: `Months for which records of ${what} are kept`,
  })
}

export type AuditConfig = Static<typeof AuditConfig>
