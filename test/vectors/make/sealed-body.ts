import { closeCompartment, commitCompartment, sealBody } from '@crosswatch/crypto'
import { concatBytes, toBase64, toHex, utf8, type Compartment } from '@crosswatch/protocol'
import { derive } from '../../../packages/crypto/src/derive.ts'
import { federation, seedOf } from './cast.ts'
import { flipped, textOf, type VectorFile } from './files.ts'
import { makeWithdrawal, type MadeAlert } from './alert.ts'

const place = { federation, issuer: 'XA', seq: 3 }
const recipients: { jurisdiction: string; compartments: readonly Compartment[] }[] = [
  { jurisdiction: 'XA', compartments: ['identity', 'contacts', 'posting', 'grounds', 'evidence'] },
  { jurisdiction: 'XB', compartments: ['identity', 'grounds'] },
  { jurisdiction: 'XC', compartments: ['grounds'] },
  { jurisdiction: 'XD', compartments: [] },
]
const channelKey = (jurisdiction: string) => seedOf(`channel key XA to ${jurisdiction}`)

export function sealedBodyVectors(alert: MadeAlert): VectorFile {
  const sealFor = recipients.map(({ jurisdiction, compartments }) => ({
    channelKey: channelKey(jurisdiction),
    compartments,
  }))
  const body = sealBody(place, alert.letter, alert.closed, sealFor)
  const withdrawal = makeWithdrawal()
  const small = sealBody({ ...place, seq: 4 }, withdrawal, [], sealFor)
  const present = alert.closed.map(({ name }) => name)
  return {
    format: 'Sealed body',
    source: 'packages/protocol/README.md, "Sealed body"; draft-irtf-cfrg-xchacha-03, RFC 7693',
    about: [
      'valid: at `place`, each of `recipients` finds its wrap with `channelKeyHex`, opens `letter`, and gets exactly `opens`; `nobody` finds none.',
      '`wrap` gives the steps for one recipient: tag and key are BLAKE2b of the channel key (see derivations).',
      'invalid: opening with `channelKeyHex` at `place` ends as `reason` says; `not-addressed` is no error. `commitment-broken` shows when the compartments are opened with the core in the letter.',
    ],
    derivations: [
      derivation(channelKey('XB'), 'wrap', [federation, 'XA', 3, toHex(body.subarray(4, 28))], 56),
      derivation(channelKey('XB'), 'channel/confirm', ['2026-03', '00'.repeat(32)], 32),
      derivation(channelKey('XB'), 'channel', [federation, 'XA', 'XB', '2026-03'], 32),
    ],
    nobody: { jurisdiction: 'XE', channelKeyHex: toHex(channelKey('XE')) },
    valid: [
      {
        name: 'an alert',
        place,
        bodyBase64: toBase64(body),
        letter: textOf(alert.letter),
        corePayload: textOf(alert.payload),
        recipients: recipients.map(({ jurisdiction, compartments }) => ({
          jurisdiction,
          channelKeyHex: toHex(channelKey(jurisdiction)),
          opens: present.filter((name) => compartments.includes(name)),
        })),
        wrap: wrapOf(body),
      },
      {
        name: 'its withdrawal',
        place: { ...place, seq: 4 },
        bodyBase64: toBase64(small),
        letter: textOf(withdrawal),
        corePayload: null,
        recipients: recipients.map(({ jurisdiction }) => ({
          jurisdiction,
          channelKeyHex: toHex(channelKey(jurisdiction)),
          opens: [],
        })),
        wrap: null,
      },
    ],
    invalid: invalid(body, alert),
  }
}

/** Where XB's wrap stands, and how it is found. */
function wrapOf(body: Uint8Array) {
  const salt = body.subarray(4, 28)
  const both = derive(channelKey('XB'), 'wrap', [federation, 'XA', 3, toHex(salt)], 56)
  const tag = both.subarray(0, 24)
  return {
    jurisdiction: 'XB',
    saltHex: toHex(salt),
    tagHex: toHex(tag),
    keyHex: toHex(both.subarray(24)),
    offset: Buffer.from(body).indexOf(Buffer.from(tag)),
  }
}

function derivation(
  parent: Uint8Array,
  purpose: string,
  context: readonly (string | number)[],
  length: number,
) {
  return {
    parentHex: toHex(parent),
    purpose,
    context,
    length,
    hex: toHex(derive(parent, purpose, context, length)),
  }
}

function invalid(body: Uint8Array, alert: MadeAlert) {
  const given = { place, channelKeyHex: toHex(channelKey('XB')), corePayload: textOf(alert.payload) }
  const wrapAt = wrapOf(body).offset
  const wraps = 4 + 24 + 2
  const boxesAt = wraps + 4 * 72 + 1 + 4 * 280
  const change = (name: string, reason: string, bytes: Uint8Array, changed: object = {}) => ({
    name,
    reason,
    ...given,
    ...changed,
    bodyBase64: toBase64(bytes),
  })
  const swapped = alert.closed.map((compartment) =>
    compartment.name === 'identity'
      ? closeCompartment(
          commitCompartment('identity', utf8('{"names":[],"subject":"person"}')),
          alert.payload,
        )
      : compartment,
  )
  const toXb = [{ channelKey: channelKey('XB'), compartments: ['identity', 'grounds'] as const }]
  return [
    change('for somebody else', 'not-addressed', body, { channelKeyHex: toHex(channelKey('XE')) }),
    change('at another place in the feed', 'not-addressed', body, { place: { ...place, seq: 4 } }),
    change('in the feed of another issuer', 'not-addressed', body, { place: { ...place, issuer: 'XC' } }),
    change('in another federation', 'not-addressed', body, { place: { ...place, federation: 'other' } }),
    change('one bit of the salt', 'not-addressed', flipped(body, 4 * 8)),
    change('one bit of the tag', 'not-addressed', flipped(body, wrapAt * 8)),
    change('one bit of the wrapped key', 'box-not-opened', flipped(body, (wrapAt + 24) * 8)),
    change('one bit of the letter', 'box-not-opened', flipped(body, (boxesAt + 30) * 8)),
    change(
      'one bit of a compartment',
      'box-not-opened',
      flipped(body, (boxesAt + alert.letter.length + 40 + 30) * 8),
    ),
    change('another magic', 'body-malformed', concatBytes(utf8('XWS2'), body.subarray(4))),
    change('cut short within the wraps', 'body-malformed', body.subarray(0, wraps + 71)),
    change('cut short within the grants', 'body-malformed', body.subarray(0, boxesAt - 1)),
    change('cut short within the letter', 'body-malformed', body.subarray(0, boxesAt + 10)),
    change('more wraps claimed than there are bytes', 'body-malformed', withByte(body, 28, 0xff)),
    change('every grant replaced', 'body-malformed', withoutGrants(body, wraps + 4 * 72 + 1, 4 * 280)),
    change(
      'a compartment that the core did not commit to',
      'commitment-broken',
      sealBody(place, alert.letter, swapped, toXb),
    ),
  ]
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = value
  return changed
}

function withoutGrants(bytes: Uint8Array, at: number, length: number): Uint8Array {
  return Uint8Array.from(bytes).fill(0, at, at + length)
}
