import { addSigningKey, type NodeKeysFile, revokeKey } from '@crosswatch/crypto'
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
  readonly lastGood?: number
  readonly reason: (typeof reasons)[number]
}

/** `crosswatch keys revoke`: takes a signing key back and puts a new one in its place, or takes back a key of log or witness. */
export const revokeCommand = command<RevokeOptions>({
  name: 'revoke <file>',
  summary: 'take a signing key back, and put a new one in its place; or take back a key of log or witness',
  details:
    'A signing key: stop the exchange first. What the feed holds up to --last-good stays valid; whatever the key signed after it is refused by ' +
    "everybody, whatever its date says. --last-good is the number of the feed's present last entry: crosswatch federation show " +
    'tells it. The revocation and the new key go out together when the exchange starts again.\n\n' +
    'A key of the log or the witness: it needs no --last-good, and the exchange publishes the revocation at its next start. ' +
    'Those that take its place come from keys rotate --log-key.',
  examples: [
    'keys revoke node.key.json --keyid 0123456789abcdef0123456789abcdef --last-good 1204 --reason compromised ' +
      '--passphrase-file passphrase --root xa.root.json --root-passphrase-file root.passphrase',
  ],
  options: [
    new Option('--keyid <id>', 'which key; keys describe --open lists them').makeOptionMandatory(),
    numberOption('--last-good <entry>', 'of a signing key: the last entry that stays valid'),
    new Option('--reason <reason>').choices(reasons).makeOptionMandatory(),
    passphraseOption(),
    ...rootOptions(),
  ],
  async run({ options, args, terminal, output }) {
    const { keyid, reason } = options
    const file = await openNodeKeys(args[0] ?? '', options.passphraseFile, terminal)
    const root = await openRoot(options, terminal)
    checkRoot(root, file.keys)
    const now = terminal.now()
    const { federation, jurisdiction } = file.keys
    const lastGood = lastGoodOf(file.keys, options)
    const revocation = revokeKey(root, { federation, jurisdiction, keyid, lastGood, reason }, now)
    const renewed = holdsSigning(file.keys, keyid) ? addSigningKey(file.keys, root, now) : file.keys
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

function holdsSigning({ signing }: NodeKeysFile, keyid: string): boolean {
  return signing.some(({ statement }) => viewOf(statement).keyid === keyid)
}

/** Up to which entry of the feed the key's word stands. A key of log or witness signs none. */
function lastGoodOf(keys: NodeKeysFile, { keyid, lastGood }: RevokeOptions): number {
  if (holdsSigning(keys, keyid)) {
    if (lastGood === undefined) {
      throw usageError(
        'A signing key needs --last-good: crosswatch federation show tells the last entry of the feed.',
      )
    }
    return lastGood
  }
  if (!keys.others.map(viewOf).some((view) => view.what === 'key' && view.keyid === keyid)) {
    throw usageError(
      'The file holds no signing, log or witness key with this id; crosswatch keys describe --open lists them.',
    )
  }
  if (lastGood !== undefined) throw usageError('Only a signing key takes --last-good.')
  return 0
}
