import { commonConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

const { host, port, logLevel } = commonConfig

export const WitnessConfig = Type.Object({
  host,
  port,
  logLevel,
  name: Type.String({
    pattern: '^[!-*,-~]{1,200}$',
    description: 'Name of the witness in its keys: a URL without scheme, such as witness.example/crosswatch',
  }),
  keyFile: Type.String({ description: 'Sealed key file of kind witness' }),
  passphraseFile: Type.String({ description: 'File with the passphrase that opens it' }),
  logsFile: Type.String({
    description:
      'The logs that are cosigned: lines "log VKEY" as in a C2SP tlog-policy; read again when it changes',
  }),
  storeFolder: Type.String({
    description:
      'Folder that remembers what was cosigned; a witness that forgets can be made to confirm another history',
  }),
})

export type WitnessConfig = Static<typeof WitnessConfig>
