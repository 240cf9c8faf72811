import { addSigningKey } from '@crosswatch/crypto'
import { command } from '../../command.ts'
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

/** `crosswatch keys rotate`: the yearly new signing key, and channel keys for the months to come. */
export const rotateCommand = command<RootOptions & { readonly passphraseFile?: string }>({
  name: 'rotate <file>',
  summary: 'add a new signing key and the channel keys of the months to come to a node key file',
  details:
    'The exchange signs with the new key from its next start on, and publishes it before that. The old one stays valid for what it has signed.',
  examples: [
    'keys rotate node.key.json --passphrase-file passphrase --root xa.root.json --root-passphrase-file root.passphrase',
  ],
  options: [passphraseOption(), ...rootOptions()],
  async run({ options, args, terminal, output }) {
    const file = await openNodeKeys(args[0] ?? '', options.passphraseFile, terminal)
    const root = await openRoot(options, terminal)
    checkRoot(root, file.keys)
    const rotated = addSigningKey(file.keys, root, terminal.now())
    await replaceNodeKeys(file, rotated)
    const added = [
      ...rotated.signing.slice(file.keys.signing.length),
      ...rotated.channel.slice(file.keys.channel.length),
    ].map(({ statement }) => viewOf(statement))
    output.result({ file: file.path, added }, () =>
      [
        `${file.path} holds these keys besides the old ones; start the exchange again:`,
        statementsText(added),
      ].join('\n'),
    )
  },
})
