import { createPrivateKey, createPublicKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  certifiedLogKeys,
  createNodeKeys,
  encodeNodeKeys,
  keyIdOf,
  logKeysFrom,
  newContentKey,
  newSeed,
  sealKeyFile,
  signerFromSeed,
  witnessKeysFrom,
  writeKeyFile,
} from '@crosswatch/crypto'
import { toBase64 } from '@crosswatch/protocol'
import { formatNeutralWitness, neutralWitnessKeys } from '@crosswatch/transparency'
import { Option } from 'commander'
import { type Call, command } from '../../command.ts'
import { usageError } from '../../errors.ts'
import { newPassphrase, openFile, openRoot, passphraseOption } from './key-files.ts'

const kinds = ['root', 'node', 'log', 'storage', 'token', 'witness'] as const
type Kind = (typeof kinds)[number]

interface CreateOptions {
  readonly out: string
  readonly label?: string
  readonly passphraseFile?: string
  readonly root?: string
  readonly rootPassphraseFile?: string
  readonly federation?: string
  readonly jurisdiction?: string
  readonly logKey?: string
  readonly publicFile?: string
  readonly name?: string
  readonly url?: string
}

/** `crosswatch keys create`: one part of the key ceremony. */
export const createKeyCommand = command<CreateOptions>({
  name: 'create <kind>',
  summary: 'make a key file: root, node, log, storage, token or witness',
  details:
    'root: signs all other keys; make it on a machine that is never online, and keep it there.\n' +
    'node: signing and channel keys for 13 months, certified by the root; with --log-key, the keys of log and witness are certified too.\n' +
    'log: signs the checkpoints of the access log and cosigns those of the others. storage: encrypts what the database holds; with it, everything is lost.\n' +
    'token: signs sign-in tokens; --public-file gets the key that verifies them.\n' +
    'witness: cosigns access logs for a witness that belongs to no jurisdiction; the members get the lines that are printed.\n\n' +
    'A file that exists is never overwritten.',
  examples: [
    'keys create root --out xa.root.json --passphrase-file root.passphrase',
    'keys create log --out log.key.json --passphrase-file passphrase',
    'keys create node --out node.key.json --passphrase-file passphrase --root xa.root.json ' +
      '--root-passphrase-file root.passphrase --federation example --jurisdiction XA --log-key log.key.json',
  ],
  options: [
    new Option('--out <file>', 'where to write it').makeOptionMandatory(),
    new Option('--label <text>', 'what custodians read on it without the passphrase'),
    passphraseOption(),
    new Option('--root <file>', "node: key file of the jurisdiction's root"),
    new Option(
      '--root-passphrase-file <file>',
      'node: its passphrase (or CROSSWATCH_ROOT_PASSPHRASE, or a prompt)',
    ),
    new Option('--federation <name>', 'node: name of the federation'),
    new Option('--jurisdiction <code>', 'node: two-letter code'),
    new Option('--log-key <file>', 'node: key file of the log, opened by the same passphrase'),
    new Option('--public-file <file>', 'token: where to write the public key (PEM)'),
    new Option('--name <name>', 'witness: its name, a URL without scheme'),
    new Option('--url <url>', 'witness: where it will answer'),
  ],
  async run(call) {
    const { args, options, terminal, output } = call
    const kind = kinds.find((known) => known === args[0])
    if (kind === undefined) throw usageError(`The kinds of key files are ${kinds.join(', ')}.`)
    const passphrase = await newPassphrase(options.passphraseFile, terminal)
    const made = await makeSecret(kind, passphrase, call)
    const label = options.label ?? [options.jurisdiction, kind].filter(Boolean).join(' ')
    const path = resolve(terminal.directory, options.out)
    await writeKeyFile(path, await sealKeyFile(kind, label, made.secret, passphrase))
    const publicKey = made.publicKey && {
      publicKey: toBase64(made.publicKey),
      keyid: keyIdOf(made.publicKey),
    }
    output.result(
      { file: path, kind, label, ...publicKey, ...(made.policy && { policy: made.policy }) },
      () =>
        [
          `${path}  ${kind} key file "${label}"`,
          ...(publicKey === undefined
            ? []
            : [`  public key ${publicKey.publicKey}`, `  key id     ${publicKey.keyid}`]),
          ...(made.policy === undefined ? [] : ['', ...made.policy]),
        ].join('\n'),
    )
  },
})

interface Made {
  readonly secret: Uint8Array
  readonly publicKey?: Uint8Array
  /** What the members enter in their policy. */
  readonly policy?: readonly string[]
}

async function makeSecret(kind: Kind, passphrase: string, call: Call<CreateOptions>): Promise<Made> {
  if (kind === 'storage') return { secret: newContentKey() }
  if (kind === 'node') return makeNodeKeys(passphrase, call)
  const seed = newSeed()
  if (kind === 'witness') return { secret: seed, policy: policyLines(seed, call) }
  if (kind === 'token') await writePublicKey(seed, call)
  return { secret: seed, publicKey: signerFromSeed(seed).publicKey }
}

async function makeNodeKeys(passphrase: string, { options, terminal }: Call<CreateOptions>): Promise<Made> {
  const { root, rootPassphraseFile, federation, jurisdiction, logKey } = options
  if (root === undefined || federation === undefined || jurisdiction === undefined) {
    throw usageError('Node keys need --root, --federation and --jurisdiction.')
  }
  if (!/^[A-Z]{2}$/.test(jurisdiction) || !/^[a-z0-9-]{3,40}$/.test(federation)) {
    throw usageError('--jurisdiction takes a two-letter code, --federation 3 to 40 of a-z, 0-9 and -.')
  }
  const signer = await openRoot({ root, ...(rootPassphraseFile && { rootPassphraseFile }) }, terminal)
  const others =
    logKey === undefined
      ? []
      : certifiedLogKeys(logKeysFrom(await openFile('log', resolve(terminal.directory, logKey), passphrase)))
  const keys = createNodeKeys(signer, { federation, jurisdiction }, terminal.now(), others)
  return { secret: encodeNodeKeys(keys) }
}

/** The lines of C2SP tlog-policy by which a member knows a witness: a key of each type, at one address. */
function policyLines(seed: Uint8Array, { options: { name, url } }: Call<CreateOptions>): string[] {
  if (name === undefined || url === undefined || !URL.canParse(url)) {
    throw usageError('A witness key needs --name, and --url with its address.')
  }
  const keys = neutralWitnessKeys(name, witnessKeysFrom(seed))
  return formatNeutralWitness(new URL(url).hostname, keys, url)
}

/** The public key of an Ed25519 seed as PEM (SPKI), by way of PKCS #8 (RFC 8410, section 7). */
async function writePublicKey(seed: Uint8Array, { options, terminal }: Call<CreateOptions>): Promise<void> {
  if (options.publicFile === undefined)
    throw usageError('A token key needs --public-file for its public key.')
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const pem = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
  await writeFile(resolve(terminal.directory, options.publicFile), pem, { flag: 'wx' })
}
