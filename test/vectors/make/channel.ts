import { channelKeyPair, openChannel } from '@crosswatch/crypto'
import { concatBytes, toBase64, toHex, utf8 } from '@crosswatch/protocol'
import { epoch, federation, seedOf, xb } from './cast.ts'
import { flipped, type VectorFile } from './files.ts'

export function channelVectors(): VectorFile {
  const context = { federation, issuer: 'XA', recipient: 'XB', epoch }
  const { key, body } = openChannel(xb.channel.publicKey, context)
  const seed = toHex(seedOf(`XB channel ${epoch}`))
  const given = { seedHex: seed, context, bodyBase64: toBase64(body) }
  const changed = (bytes: Uint8Array) => ({ ...given, bodyBase64: toBase64(bytes) })
  const ciphertextAt = 4 + 7
  const month = (text: string) => concatBytes(body.subarray(0, 4), utf8(text), body.subarray(11))
  return {
    format: 'Channel entry',
    source: 'packages/protocol/README.md, "Channel entry"; draft-connolly-cfrg-xwing-kem',
    about: [
      '`seedHex` is the X-Wing decapsulation key (32 bytes); `publicKeyHex` the encapsulation key.',
      'valid: with it, and in `context`, the body gives the channel key `keyHex`.',
      'invalid: `body-malformed` means that it is no channel entry at all; `not-addressed` that it is one for somebody else, which is no error.',
    ],
    valid: [
      {
        name: 'a channel from XA to XB',
        ...given,
        publicKeyHex: toHex(xb.channel.publicKey),
        keyHex: toHex(key),
      },
      {
        name: 'the same with other padding, which the header vouches for',
        ...changed(flipped(body, body.length * 8 - 1)),
        publicKeyHex: toHex(channelKeyPair(seedOf(`XB channel ${epoch}`)).publicKey),
        keyHex: toHex(key),
      },
    ],
    invalid: [
      {
        name: 'another magic',
        reason: 'body-malformed',
        ...changed(concatBytes(utf8('XWC2'), body.subarray(4))),
      },
      { name: 'a month that is none', reason: 'body-malformed', ...changed(month('2026-13')) },
      { name: 'too short', reason: 'body-malformed', ...changed(body.subarray(0, 4 + 7 + 1120 + 31)) },
      { name: 'another month', reason: 'not-addressed', ...changed(month('2026-04')) },
      {
        name: 'one bit of the ciphertext',
        reason: 'not-addressed',
        ...changed(flipped(body, (ciphertextAt + 5) * 8)),
      },
      {
        name: 'one bit of the last ciphertext byte',
        reason: 'not-addressed',
        ...changed(flipped(body, (ciphertextAt + 1119) * 8 + 7)),
      },
      {
        name: 'one bit of the confirmation',
        reason: 'not-addressed',
        ...changed(flipped(body, (ciphertextAt + 1120) * 8)),
      },
      {
        name: 'as if from another issuer',
        reason: 'not-addressed',
        ...given,
        context: { ...context, issuer: 'XC' },
      },
      {
        name: 'as if to another recipient',
        reason: 'not-addressed',
        ...given,
        context: { ...context, recipient: 'XC' },
      },
      {
        name: 'in another federation',
        reason: 'not-addressed',
        ...given,
        context: { ...context, federation: 'other' },
      },
      {
        name: 'with the key of somebody else',
        reason: 'not-addressed',
        ...given,
        seedHex: toHex(seedOf(`XC channel ${epoch}`)),
      },
    ],
  }
}
