import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  describeKeyFile,
  keyIdOf,
  type KeyFileKind,
  parseNodeKeys,
  signerFromSeed,
  witnessKeysFrom,
} from '@crosswatch/crypto'
import { toBase64 } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { openFile, passphraseOf, passphraseOption } from './key-files.ts'
import { statementsText, type StatementView, viewOf } from './statements.ts'

interface DescribeOptions {
  readonly passphraseFile?: string
  readonly open?: boolean
}

interface Description {
  readonly file: string
  readonly kind: KeyFileKind
  readonly label: string
  readonly publicKey?: string
  readonly keyid?: string
  readonly federation?: string
  readonly statements?: readonly StatementView[]
}

/** `crosswatch keys describe`: which file is this, and what is in it. Secrets are never shown. */
export const describeCommand = command<DescribeOptions>({
  name: 'describe <file>',
  summary: 'say what a key file is; with its passphrase, which public keys and statements it holds',
  examples: [
    'keys describe node.key.json',
    'keys describe node.key.json --passphrase-file passphrase --json',
  ],
  options: [new Option('--open', 'ask for the passphrase and look inside'), passphraseOption()],
  async run({ options, args, terminal, output }) {
    const file = resolve(terminal.directory, args[0] ?? '')
    const { kind, label } = describeKeyFile(new Uint8Array(await readFile(file)))
    const look = options.open === true || options.passphraseFile !== undefined
    const inside = look
      ? describeSecret(
          kind,
          await openFile(kind, file, await passphraseOf(label, options.passphraseFile, terminal)),
        )
      : {}
    const description: Description = { file, kind, label, ...inside }
    output.result(description, () => descriptionText(description))
  },
})

function describeSecret(kind: KeyFileKind, secret: Uint8Array): Partial<Description> {
  if (kind === 'storage') return {}
  if (kind === 'node') {
    const { federation, signing, channel, others } = parseNodeKeys(secret)
    const statements = [...signing, ...channel].map(({ statement }) => statement).concat(others)
    return { federation, statements: statements.map(viewOf) }
  }
  const { publicKey } = kind === 'witness' ? witnessKeysFrom(secret).witness : signerFromSeed(secret)
  return { publicKey: toBase64(publicKey), keyid: keyIdOf(publicKey) }
}

function descriptionText({
  file,
  kind,
  label,
  publicKey,
  keyid,
  federation,
  statements,
}: Description): string {
  return [
    `${file}  ${kind} key file "${label}"`,
    ...(publicKey === undefined ? [] : [`  public key ${publicKey}`, `  key id     ${keyid}`]),
    ...(federation === undefined ? [] : [`  federation ${federation}`]),
    ...(statements === undefined ? [] : [statementsText(statements)]),
  ].join('\n')
}
