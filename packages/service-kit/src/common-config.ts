import { type ContentClass, JurisdictionCode, usualContentMonths } from '@crosswatch/protocol'
import { Type } from 'typebox'

/** The variables that services share: spread the ones a service needs into its schema. */
export const commonConfig = {
  jurisdiction: { ...JurisdictionCode, description: 'ISO 3166-1 alpha-2 code of this node' },
  databaseUrl: Type.String({ description: "URL of the node's database with the role of this service" }),
  host: Type.String({ default: '127.0.0.1', description: 'Address to listen on' }),
  port: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 65_535,
    description: 'Port to listen on; 0 = any free one',
  }),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'What is logged at least',
  }),
  legalBasesFile: Type.Optional(
    Type.String({
      description:
        'JSON file with the provision under which officers look for each purpose; stands in their records',
    }),
  ),
  tokenPublicKeyFile: Type.String({
    description: 'PEM file (SPKI, Ed25519) with the key that verifies sign-in tokens',
  }),
} as const

/** The federation document, for services that need to know the members. */
export const federationConfig = {
  federationFile: Type.String({ description: 'The federation document in its DSSE envelope' }),
  federationPin: Type.String({
    pattern: '^[0-9a-f]{64}$',
    description: "SHA-256 of the first federation document's payload, in hexadecimal",
  }),
} as const

/** The policies by which the node decides. */
export const policyConfig = {
  policyFolder: Type.String({
    default: 'infra/policies',
    description: 'Folder with the policies as Cedar text and their schema; relative to the working directory',
  }),
} as const

/** Months for which a service keeps a class of what ended: a matter of the jurisdiction's law. */
export function retentionMonths(kind: ContentClass, what: string) {
  return Type.Integer({
    default: usualContentMonths[kind],
    minimum: 1,
    maximum: 1200,
    description: `Months for which ${what}`,
  })
}

/** What was erased, for services that show what the consent service erases. */
export const ledgerConfig = {
  erasureLedgerFile: Type.Optional(
    Type.String({
      description:
        "The node's ledger of erasures, of all its services: a database that was put back shows nothing before it is carried out",
    }),
  ),
} as const

/** The node's keys at rest. */
export const keyConfig = {
  passphraseFile: Type.String({ description: 'File with the passphrase that opens the key files' }),
  storageKeyFile: Type.String({ description: "Sealed key file with the node's key-encryption key" }),
} as const
