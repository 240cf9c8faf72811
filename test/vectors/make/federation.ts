import { pinOf, signFederation, type Signer } from '@crosswatch/crypto'
import { envelopeBytes, federationDocument, toBase64, type FederationDocument } from '@crosswatch/protocol'
import { character, federation, introduced, xa, xb, xc, type Character } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

const xd = character('XD')

export function federationVectors(): VectorFile {
  const first = documentOf([xa, xb, xc], 1, null)
  const second = documentOf([xa, xb, xc, xd], 2, first)
  const third = documentOf([xb, xc, xd], 3, second)
  const pin = pinOf(first)
  const one = line(first, [xa, xb, xc])
  const two = line(second, [xa, xb])
  const file = (...lines: string[]) => lines.map((each) => `${each}\n`).join('')
  const weak = {
    ...first,
    members: first.members.map((member, i) =>
      i === 0 ? { ...member, root: toBase64(new Uint8Array(32)) } : member,
    ),
  }
  const twice = { ...first, members: [...first.members, ...first.members.slice(0, 1)] }
  const shared = {
    ...first,
    members: first.members.map((member) => ({ ...member, root: toBase64(xa.root.publicKey) })),
  }
  const renamed = { ...second, federation: 'other' }
  return {
    format: 'Federation file',
    source: 'packages/protocol/README.md, "Federation document"',
    about: [
      '`file` is the content of a federation file: one signed version a line, oldest first. `pin` is the SHA-256 of the payload of the first.',
      'valid: the file verifies under `pin`, and its last version has `version` and `members`.',
      'invalid: the file is refused for `reason`.',
    ],
    members: [introduced(xa), introduced(xb), introduced(xc), introduced(xd)],
    quorums: [1, 2, 3, 4, 5, 6, 7, 100, 300].map((members) => ({
      members,
      signatures: Math.ceil((members * 2) / 3),
    })),
    valid: [
      { name: 'the first version', pin, file: file(one), version: 1, members: ['XA', 'XB', 'XC'] },
      {
        name: 'the first version, signed by two of three',
        pin,
        file: file(line(first, [xa, xb])),
        version: 1,
        members: ['XA', 'XB', 'XC'],
      },
      {
        name: 'a member more, admitted by two of three',
        pin,
        file: file(one, two),
        version: 2,
        members: ['XA', 'XB', 'XC', 'XD'],
      },
      {
        name: 'a member less, expelled by three of four without its consent',
        pin,
        file: file(one, two, line(third, [xb, xc, xd])),
        version: 3,
        members: ['XB', 'XC', 'XD'],
      },
    ],
    invalid: [
      ...[
        ['another first version', file(line({ ...first, at: '2026-01-01T00:00:00.001Z' }, [xa, xb, xc]))],
        ['signed by one of three', file(one, line(second, [xa]))],
        ['signed by one of three, twice', file(one, line(second, [xa, xa]))],
        ['signed by the newcomer too, who has no voice yet', file(one, line(second, [xa, xd]))],
        [
          'signed by the signing keys instead of the roots',
          file(one, textOf(envelopeBytes(signFederation(second, [xa.signer, xb.signer])))),
        ],
        ['two of four are not two thirds', file(one, two, line(third, [xb, xc]))],
        ['a version left out', file(one, line(third, [xb, xc, xd]))],
        [
          'a version that follows from another one',
          file(one, line({ ...second, previous: '0'.repeat(64) }, [xa, xb])),
        ],
        ['a later version first', file(two)],
        ['the same version twice', file(one, one)],
        ['another name', file(one, line(renamed, [xa, xb]))],
        ['an unknown field', file(one.replace('"payloadType"', '"note":"","payloadType"'))],
        ['nothing', ''],
      ].map(([name, content]) => ({ name, reason: 'federation-broken', pin, file: content })),
      {
        name: 'a member twice',
        reason: 'federation-broken',
        pin: pinOf(twice),
        file: file(line(twice, [xa, xb, xc])),
      },
      {
        name: 'one root for three members',
        reason: 'federation-broken',
        pin: pinOf(shared),
        file: file(line(shared, [xa])),
      },
      {
        name: 'a root of small order',
        reason: 'weak-public-key',
        pin: pinOf(weak),
        file: file(line(weak, [xb, xc])),
      },
    ],
  }
}

function documentOf(
  members: readonly Character[],
  version: number,
  before: FederationDocument | null,
): FederationDocument {
  return federationDocument.decode(
    federationDocument.encode({
      v: 1,
      federation,
      version,
      previous: before === null ? null : pinOf(before),
      at: `2026-0${version}-01T00:00:00.000Z`,
      members: members.map(({ jurisdiction, root }) => ({
        jurisdiction,
        name: `Jurisdiction ${jurisdiction}`,
        root: toBase64(root.publicKey),
        contact: { desk: 'Single point of contact', phone: '+999 01 555 0100' },
      })),
      parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
    }),
  )
}

function line(document: FederationDocument, signers: readonly { readonly root: Signer }[]): string {
  return textOf(
    envelopeBytes(
      signFederation(
        document,
        signers.map(({ root }) => root),
      ),
    ),
  )
}
