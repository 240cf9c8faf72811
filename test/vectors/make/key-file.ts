import { hashPassword, sealKeyFile } from '@crosswatch/crypto'
import { toHex } from '@crosswatch/protocol'
import { seedOf } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

/** Far below what protects a real passphrase. */
const cost = { memoryKiB: 64, passes: 1 }
const passphrase = 'péage-correct-horse'

export async function keyFileVectors(): Promise<VectorFile> {
  const secret = seedOf('XA root')
  const file = textOf(await sealKeyFile('root', 'XA root', secret, passphrase, cost))
  const stored = await hashPassword(passphrase, cost)
  const given = { kind: 'root', passphrase, file }
  return {
    format: 'Key file and stored password',
    source: 'packages/crypto/README.md, "Key files"; RFC 9106, draft-irtf-cfrg-xchacha-03',
    about: [
      'The cost is far too low on purpose. A passphrase is brought to Unicode normal form C and encoded in UTF-8.',
      'valid: `file` (UTF-8 text) opens with `passphrase` as a file of `kind` and holds `secretHex`.',
      'invalid: opening is refused for `reason`.',
      'passwords: whether `password` fits `stored` (PHC string format).',
    ],
    valid: [
      { name: 'a root', ...given, secretHex: toHex(secret) },
      {
        name: 'with the passphrase typed in decomposed form',
        ...given,
        passphrase: passphrase.normalize('NFD'),
        secretHex: toHex(secret),
      },
    ],
    invalid: [
      { name: 'another passphrase', reason: 'wrong-passphrase', ...given, passphrase: 'peage-correct-horse' },
      { name: 'as another kind', reason: 'wrong-key-use', ...given, kind: 'storage' },
      {
        name: 'with another label',
        reason: 'wrong-passphrase',
        ...given,
        file: file.replace('XA root', 'XB root'),
      },
      {
        name: 'relabelled as another kind',
        reason: 'wrong-passphrase',
        ...given,
        kind: 'log',
        file: file.replace('"kind":"root"', '"kind":"log"'),
      },
      {
        name: 'with a lower cost',
        reason: 'wrong-passphrase',
        ...given,
        file: file.replace('"memoryKiB":64', '"memoryKiB":32'),
      },
      {
        name: 'with a cost that would stop the machine',
        reason: 'key-file-malformed',
        ...given,
        file: file.replace('"memoryKiB":64', '"memoryKiB":1048577'),
      },
      {
        name: 'with an unknown field',
        reason: 'key-file-malformed',
        ...given,
        file: file.replace('"v":1', '"v":1,"x":1'),
      },
      { name: 'with white space', reason: 'key-file-malformed', ...given, file: `${file}\n` },
      {
        name: 'with a salt of 15 bytes',
        reason: 'key-file-malformed',
        ...given,
        file: file.replace(/"salt":"[^"]*"/, '"salt":"AAAAAAAAAAAAAAAAAAAA"'),
      },
    ],
    passwords: [
      { password: passphrase, stored, fits: true },
      { password: passphrase.normalize('NFD'), stored, fits: true },
      { password: `${passphrase} `, stored, fits: false },
      { password: passphrase, stored: stored.replace('argon2id', 'argon2i'), fits: false },
      { password: passphrase, stored: stored.replace('m=64', 'm=1048577'), fits: false },
      { password: passphrase, stored: '', fits: false },
    ],
  }
}
