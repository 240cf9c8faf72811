import { sha256Hex, toHex } from '@crosswatch/protocol'
import { flipped, textOf, type VectorFile } from './files.ts'
import type { MadeAlert } from './alert.ts'

export function compartmentVectors({ payload, core, contents, closed }: MadeAlert): VectorFile {
  const corePayload = textOf(payload)
  const valid = contents.flatMap(({ name, bytes, salt }) => {
    const found = closed.find((compartment) => compartment.name === name)
    if (found === undefined) return []
    return {
      name,
      compartment: found.name,
      corePayload,
      saltHex: toHex(salt),
      text: textOf(bytes),
      commitment: sha256Hex(salt, bytes),
      keyHex: toHex(found.key),
      boxHex: toHex(found.box),
    }
  })
  const [identity] = valid
  const box = closed.find(({ name }) => name === 'identity')?.box ?? new Uint8Array()
  const change = (name: string, reason: string, changed: object) => ({
    ...identity,
    name,
    reason,
    ...changed,
  })
  return {
    format: 'Compartment',
    source: 'packages/protocol/README.md, "Compartment"; draft-irtf-cfrg-xchacha-03',
    about: [
      'valid: `boxHex` opens under `keyHex` in the core `corePayload`, holds `saltHex` followed by `text`, and fits `commitment`.',
      'invalid: opening is refused for `reason`.',
    ],
    valid,
    invalid: [
      change('with another core', 'box-not-opened', {
        corePayload: corePayload.replace('"version":1', '"version":2'),
      }),
      change('as another compartment', 'box-not-opened', { compartment: 'posting' }),
      change('one bit of the nonce', 'box-not-opened', { boxHex: toHex(flipped(box, 0)) }),
      change('one bit of the text', 'box-not-opened', { boxHex: toHex(flipped(box, (24 + 40) * 8)) }),
      change('one bit of the tag', 'box-not-opened', { boxHex: toHex(flipped(box, box.length * 8 - 1)) }),
      change('cut short', 'box-not-opened', { boxHex: toHex(box.subarray(0, 39)) }),
      change('with another key', 'box-not-opened', { keyHex: '00'.repeat(32) }),
      change('with the commitment of another compartment', 'commitment-broken', {
        commitment: core.compartments.grounds,
      }),
      change('without a commitment in the core', 'commitment-broken', { commitment: null }),
    ],
  }
}
