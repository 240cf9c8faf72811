import { addSigningKey, certifiedLogKeys, certifyOthers, logKeysFrom } from '@crosswatch/crypto'
import { Option } from 'commander'
import { resolve } from 'node:path'
import { command } from '../../command.ts'
import {
  checkRoot,
  openFile,
  openNodeKeys,
  openRoot,
  passphraseOption,
  replaceNodeKeys,
  type RootOptions,
  rootOptions,
} from './key-files.ts'
import { statementsText, viewOf } from './statements.ts'

interface RotateOptions extends RootOptions {
  readonly passphraseFile?: string
  readonly logKey?: string
}

/** `crosswatch keys rotate`: the yearly new signing key, channel keys for the months to come, and the other keys for as long. */
export const rotateCommand = command<RotateOptions>({
  name: 'rotate <file>',
  summary: 'renew the keys of a node for 13 months: signing, channels, log and witness',
  details:
    'The exchange signs with the new key from its next start on, and publishes it before that. The old one stays valid for what it has signed. ' +
    'The keys of log and witness stay the same and are certified for 13 months more; with --log-key those of another file take their place.',
  examples: [
    'keys rotate node.key.json --passphrase-file passphrase --root xa.root.json --root-passphrase-file root.passphrase',
  ],
  options: [
    passphraseOption(),
    ...rootOptions(),
    new Option('--log-key <file>', 'a new key file of kind log, with the same passphrase'),
  ],
  async run({ options, args, terminal, output }) {
    const file = await openNodeKeys(args[0] ?? '', options.passphraseFile, terminal)
    const root = await openRoot(options, terminal)
    checkRoot(root, file.keys)
    const log =
      options.logKey === undefined
        ? undefined
        : await openFile('log', resolve(terminal.directory, options.logKey), file.passphrase)
    const now = terminal.now()
    const renewed = addSigningKey(file.keys, root, now)
    const rotated = certifyOthers(renewed, root, now, log && certifiedLogKeys(logKeysFrom(log)))
    await replaceNodeKeys(file, rotated)
    const added = [
      ...rotated.signing.slice(file.keys.signing.length).map(({ statement }) => statement),
      ...rotated.channel.slice(file.keys.channel.length).map(({ statement }) => statement),
      ...rotated.others.slice(file.keys.others.length),
    ].map(viewOf)
    output.result({ file: file.path, added }, () =>
      [
        `${file.path} holds these keys besides the old ones; start the exchange again:`,
        statementsText(added),
      ].join('\n'),
    )
  },
})
