import { addSigningKey, revokeKey } from '@crosswatch/crypto'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { usageError } from '../../errors.ts'
import { numberOption } from '../options.ts'
import {
  checkRoot,
  openNodeKeys,
  openRoot,
  passphraseOption,
  replaceNodeKeys,
  type RootOptions,
  rootOptions,
} from './key-files.ts'
import { statementsText, viewOf } from './statements.ts'

const reasons = ['compromised', 'lost', 'superseded'] as const

interface RevokeOptions extends RootOptions {
  readonly passphraseFile?: string
  readonly keyid: string
  readonly lastGood: number
  readonly reason: (typeof reasons)[number]
}

/** `crosswatch keys revoke`: takes a signing key back and puts a new one in its place. */
export const revokeCommand = command<RevokeOptions>({
  name: 'revoke <file>',
  summary: 'take a signing key back, and put a new one in its place',
  details:
    'Stop the exchange first. What the feed holds up to --last-good stays valid; whatever the key signed after it is refused by ' +
    "everybody, whatever its date says. --last-good is the number of the feed's present last entry: crosswatch federation show " +
    'tells it. The revocation and the new key go out together when the exchange starts again.',
  examples: [
    'keys revoke node.key.json --keyid 0123456789abcdef0123456789abcdef --last-good 1204 --reason compromised ' +
      '--passphrase-file passphrase --root xa.root.json --root-passphrase-file root.passphrase',
  ],
  options: [
    new Option('--keyid <id>', 'which signing key; keys describe lists them').makeOptionMandatory(),
    numberOption('--last-good <entry>', 'the last entry that stays valid').makeOptionMandatory(),
    new Option('--reason <reason>').choices(reasons).makeOptionMandatory(),
    passphraseOption(),
    ...rootOptions(),
  ],
  async run({ options, args, terminal, output }) {
    const { keyid, lastGood, reason } = options
    const file = await openNodeKeys(args[0] ?? '', options.passphraseFile, terminal)
    if (!file.keys.signing.some(({ statement }) => viewOf(statement).keyid === keyid)) {
      throw usageError(
        'The file holds no signing key with this id; crosswatch keys describe --open lists them.',
      )
    }
    const root = await openRoot(options, terminal)
    checkRoot(root, file.keys)
    const now = terminal.now()
    const { federation, jurisdiction } = file.keys
    const revocation = revokeKey(root, { federation, jurisdiction, keyid, lastGood, reason }, now)
    const renewed = addSigningKey(file.keys, root, now)
    await replaceNodeKeys(file, { ...renewed, others: [...renewed.others, revocation] })
    const added = [
      ...renewed.signing.slice(file.keys.signing.length).map(({ statement }) => statement),
      revocation,
    ].map(viewOf)
    output.result({ file: file.path, added }, () =>
      [`${file.path} holds these besides; start the exchange again:`, statementsText(added)].join('\n'),
    )
  },
})
