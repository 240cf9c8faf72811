import { certifyKey, channelKeyPair, signerFromSeed, type Signer } from '@crosswatch/crypto'
import { sha256, toHex, utf8, type Envelope } from '@crosswatch/protocol'

/** Who acts in the vectors. Every secret is SHA-256 of a published label: worth nothing, and the same for everybody. */
export const federation = 'vectors'
export const epoch = '2026-03'

export function seedOf(label: string): Uint8Array {
  return sha256(utf8(`crosswatch test vectors: ${label}`))
}

export interface Character {
  readonly jurisdiction: string
  readonly root: Signer
  readonly signer: Signer
  /** The signing key that takes over later. */
  readonly successor: Signer
  readonly log: Signer
  readonly channel: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }
}

export function character(jurisdiction: string): Character {
  const signer = (use: string) => signerFromSeed(seedOf(`${jurisdiction} ${use}`))
  return {
    jurisdiction,
    root: signer('root'),
    signer: signer('signing 1'),
    successor: signer('signing 2'),
    log: signer('log'),
    channel: channelKeyPair(seedOf(`${jurisdiction} channel ${epoch}`)),
  }
}

export const xa = character('XA')
export const xb = character('XB')
export const xc = character('XC')

const validFrom = new Date('2026-03-01T00:00:00.000Z')
const validUntil = new Date('2027-04-01T00:00:00.000Z')

export function signingStatement(
  { jurisdiction, root }: Character,
  key: Uint8Array,
  by: Signer = root,
): Envelope {
  return certifyKey(by, { federation, jurisdiction, use: 'signing', key, validFrom, validUntil })
}

export function logStatement({ jurisdiction, root, log }: Character): Envelope {
  return certifyKey(root, { federation, jurisdiction, use: 'log', key: log.publicKey, validFrom, validUntil })
}

export function channelStatement({ jurisdiction, root, channel }: Character): Envelope {
  return certifyKey(root, {
    federation,
    jurisdiction,
    use: 'channel',
    key: channel.publicKey,
    epoch,
    validFrom,
    validUntil: new Date('2026-04-01T00:00:00.000Z'),
  })
}

/** A character as the vectors introduce it. */
export function introduced({ jurisdiction, root, signer, successor, log }: Character) {
  const key = (label: string, { keyid, publicKey }: Signer) => ({
    seedLabel: `${jurisdiction} ${label}`,
    seedHex: toHex(seedOf(`${jurisdiction} ${label}`)),
    publicKeyHex: toHex(publicKey),
    keyid,
  })
  return {
    jurisdiction,
    root: key('root', root),
    signing: key('signing 1', signer),
    successor: key('signing 2', successor),
    log: key('log', log),
    channelSeedLabel: `${jurisdiction} channel ${epoch}`,
    channelSeedHex: toHex(seedOf(`${jurisdiction} channel ${epoch}`)),
  }
}
