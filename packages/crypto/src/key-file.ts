import { readFile, writeFile } from 'node:fs/promises'
import {
  Base64,
  canonicalBytes,
  closed,
  fromBase64,
  oneOf,
  parseCanonical,
  text,
  toBase64,
  utf8,
  Version1,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { decrypt, encrypt } from './aead.ts'
import { CryptoError } from './crypto-error.ts'
import { keyFromPassphrase, maximumCost, standardCost, type Argon2Cost } from './passphrase.ts'
import { randomBytes } from './random.ts'

/** What a key file holds. A file made for one use does not open as another. */
export const keyFileKinds = ['root', 'node', 'storage', 'log', 'token', 'witness'] as const
export type KeyFileKind = (typeof keyFileKinds)[number]

/**
 * A secret at rest, sealed with a passphrase:
 *
 *   {"box":"<nonce || ciphertext || tag, base64>","kdf":{"memoryKiB":65536,"name":"argon2id","passes":3,
 *    "salt":"<16 bytes>"},"kind":"node","label":"XA node","v":1}
 *
 * as canonical JSON; the associated data of the box is `crosswatch key file NUL kind NUL label`. The label is readable without the
 * passphrase, so that a custodian knows which file they hold.
 */
const KeyFile = closed({
  v: Version1,
  kind: oneOf(keyFileKinds),
  label: text(80),
  kdf: closed({
    name: Type.Literal('argon2id'),
    salt: Type.String({ pattern: '^[A-Za-z0-9+/]{21}[AQgw]==$' }),
    memoryKiB: Type.Integer({ minimum: 8, maximum: maximumCost.memoryKiB }),
    passes: Type.Integer({ minimum: 1, maximum: maximumCost.passes }),
  }),
  box: Base64,
})
type KeyFile = Static<typeof KeyFile>

const check = Compile(KeyFile)

/** Seals secret bytes with a passphrase: the bytes of a key file. */
export async function sealKeyFile(
  kind: KeyFileKind,
  label: string,
  secret: Uint8Array,
  passphrase: string,
  cost: Argon2Cost = standardCost,
): Promise<Uint8Array> {
  const salt = randomBytes(16)
  const key = await keyFromPassphrase(passphrase, salt, cost)
  const file: KeyFile = {
    v: 1,
    kind,
    label,
    kdf: { name: 'argon2id', salt: toBase64(salt), ...cost },
    box: toBase64(encrypt(key, associatedData(kind, label), secret)),
  }
  return canonicalBytes(file)
}

/**
 * Opens a key file.
 *
 * @throws {CryptoError} `key-file-malformed`, `wrong-key-use` or `wrong-passphrase`
 */
export async function openKeyFile(
  kind: KeyFileKind,
  bytes: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  const file = readKeyFile(bytes)
  if (file.kind !== kind) {
    throw new CryptoError(
      'wrong-key-use',
      `This key file is of kind ${file.kind}; one of kind ${kind} is needed.`,
    )
  }
  const key = await keyFromPassphrase(passphrase, fromBase64(file.kdf.salt), file.kdf)
  try {
    return decrypt(key, associatedData(kind, file.label), fromBase64(file.box))
  } catch (cause) {
    throw new CryptoError(
      'wrong-passphrase',
      'The passphrase does not open this key file, or the file was changed.',
      { cause },
    )
  }
}

/** What can be known of a key file without its passphrase. */
export function describeKeyFile(bytes: Uint8Array): { readonly kind: KeyFileKind; readonly label: string } {
  const { kind, label } = readKeyFile(bytes)
  return { kind, label }
}

/** Writes a key file that only its owner can read. Refuses to overwrite: a key that is gone is gone. */
export async function writeKeyFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
}

/** Opens the key file at a path with the passphrase in another file (one trailing line break is ignored). */
export async function loadKeyFile(
  kind: KeyFileKind,
  path: string,
  passphrasePath: string,
): Promise<Uint8Array> {
  const passphrase = (await readFile(passphrasePath, 'utf8')).replace(/\r?\n$/, '')
  return openKeyFile(kind, new Uint8Array(await readFile(path)), passphrase)
}

function readKeyFile(bytes: Uint8Array): KeyFile {
  let value: unknown
  try {
    value = parseCanonical(bytes)
  } catch (cause) {
    throw new CryptoError('key-file-malformed', 'This is not a Crosswatch key file.', { cause })
  }
  if (!check.Check(value)) throw new CryptoError('key-file-malformed', 'This is not a Crosswatch key file.')
  return value
}

function associatedData(kind: KeyFileKind, label: string): Uint8Array {
  return utf8(`crosswatch key file\0${kind}\0${label}`)
}
