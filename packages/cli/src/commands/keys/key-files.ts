import { readFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  describeKeyFile,
  type KeyFileKind,
  type NodeKeysFile,
  encodeNodeKeys,
  openKeyFile,
  parseNodeKeys,
  readKeyEvent,
  sealKeyFile,
  type Signer,
  signerFromSeed,
  writeKeyFile,
} from '@crosswatch/crypto'
import { Option } from 'commander'
import { readSecret } from '../../connect/password.ts'
import { CommandError, usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'

export interface RootOptions {
  readonly root: string
  readonly rootPassphraseFile?: string
}

export const passphraseOption = () =>
  new Option('--passphrase-file <file>', 'passphrase of the key file (or CROSSWATCH_PASSPHRASE, or a prompt)')

export const rootOptions = (): Option[] => [
  new Option('--root <file>', "key file of the jurisdiction's root").makeOptionMandatory(),
  new Option('--root-passphrase-file <file>', 'its passphrase (or CROSSWATCH_ROOT_PASSPHRASE, or a prompt)'),
]

/** Opens a key file with its passphrase. @throws {CryptoError} `wrong-key-use`, `wrong-passphrase`, `key-file-malformed` */
export async function openFile(kind: KeyFileKind, path: string, passphrase: string): Promise<Uint8Array> {
  return openKeyFile(kind, new Uint8Array(await readFile(path)), passphrase)
}

/** The passphrase of an existing file. */
export function passphraseOf(what: string, file: string | undefined, terminal: Terminal): Promise<string> {
  return readSecret(terminal, {
    file,
    variable: 'CROSSWATCH_PASSPHRASE',
    what: `Passphrase of ${what}`,
    option: '--passphrase-file',
  })
}

/** The root, for as long as something is signed with it. */
export async function openRoot(
  { root, rootPassphraseFile }: RootOptions,
  terminal: Terminal,
): Promise<Signer> {
  const passphrase = await readSecret(terminal, {
    file: rootPassphraseFile,
    variable: 'CROSSWATCH_ROOT_PASSPHRASE',
    what: 'Passphrase of the root',
    option: '--root-passphrase-file',
  })
  return signerFromSeed(await openFile('root', resolve(terminal.directory, root), passphrase))
}

const shortest = 12

/** A passphrase for a new file. @throws {CommandError} if it is short */
export async function newPassphrase(file: string | undefined, terminal: Terminal): Promise<string> {
  const passphrase = await passphraseOf('the new file', file, terminal)
  if (passphrase.length < shortest) {
    throw usageError(`The passphrase has fewer than ${shortest} characters; use several words.`)
  }
  const typed = file === undefined && !terminal.environment['CROSSWATCH_PASSPHRASE']
  if (typed && (await passphraseOf('the new file, again', undefined, terminal)) !== passphrase) {
    throw usageError('The two passphrases differ; begin again.')
  }
  return passphrase
}

/** A node key file, open. */
export interface OpenNodeKeys {
  readonly path: string
  readonly label: string
  readonly passphrase: string
  readonly keys: NodeKeysFile
}

export async function openNodeKeys(
  name: string,
  passphraseFile: string | undefined,
  terminal: Terminal,
): Promise<OpenNodeKeys> {
  const path = resolve(terminal.directory, name)
  const { label } = describeKeyFile(new Uint8Array(await readFile(path)))
  const passphrase = await passphraseOf('the node key file', passphraseFile, terminal)
  return { path, label, passphrase, keys: parseNodeKeys(await openFile('node', path, passphrase)) }
}

/** @throws {CommandError} if another root certified the keys of the file */
export function checkRoot(root: Signer, { federation, jurisdiction, signing }: NodeKeysFile): void {
  const owner = { federation, jurisdiction, rootKey: root.publicKey }
  try {
    for (const { statement } of signing) readKeyEvent(statement, owner)
  } catch (cause) {
    throw new CommandError(
      `The root that you named did not certify the keys of ${jurisdiction} in this file; name the right one.`,
      undefined,
      { cause },
    )
  }
}

/**
 * Writes the file anew: beside it first, opened again from there, then in its place. Whatever happens, one whole file remains.
 */
export async function replaceNodeKeys(
  { path, label, passphrase }: OpenNodeKeys,
  keys: NodeKeysFile,
): Promise<void> {
  const secret = encodeNodeKeys(keys)
  const beside = `${path}.new`
  await rm(beside, { force: true })
  await writeKeyFile(beside, await sealKeyFile('node', label, secret, passphrase))
  parseNodeKeys(await openFile('node', beside, passphrase))
  await rename(beside, path)
}
