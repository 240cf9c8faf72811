import type { Signer } from '@crosswatch/crypto'
import { newUuid, utf8, type Clock, type JurisdictionCode, type NewId } from '@crosswatch/protocol'
import { tokenIssuer, tokenLifetimeSeconds, type TokenClaims } from '@crosswatch/service-kit'
import type { Account } from './account.ts'
import type { Whereabouts } from './posts.ts'

export interface TokenMakerOptions {
  readonly signer: Pick<Signer, 'sign'>
  readonly jurisdiction: JurisdictionCode
  readonly now: Clock
  readonly newId?: NewId
}

export interface TokenMaker {
  /** A new token. It counts for `tokenLifetimeSeconds`. */
  issue(account: Account, whereabouts: Whereabouts): string
  /** The token of a minute ago if there is one, so that the services find it among those they have checked. */
  recent(account: Account, whereabouts: Whereabouts): string
}

const recentMs = 60_000
const remembered = 1_000

/**
 * Makes sign-in tokens: JWS compact serialization (RFC 7515, section 3.1) with EdDSA (RFC 8037, section 3.1).
 *
 *     BASE64URL({"alg":"EdDSA","typ":"JWT"}) . BASE64URL(claims) . BASE64URL(Ed25519 signature of what stands before)
 */
export function createTokenMaker(options: TokenMakerOptions): TokenMaker {
  const { signer, jurisdiction, now, newId = newUuid } = options
  const made = new Map<string, { readonly token: string; readonly until: number }>()

  function issue({ name, roles, authority }: Account, whereabouts: Whereabouts): string {
    const iat = Math.floor(now().getTime() / 1000)
    const claims: TokenClaims = {
      sub: name,
      roles: [...roles],
      authority,
      jurisdiction,
      ...whereabouts,
      iat,
      exp: iat + tokenLifetimeSeconds,
      jti: newId(),
      iss: tokenIssuer,
      aud: tokenIssuer,
    }
    const signed = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`
    return `${signed}.${Buffer.from(signer.sign(utf8(signed))).toString('base64url')}`
  }

  function recent(account: Account, whereabouts: Whereabouts): string {
    const time = now().getTime()
    // A change of roles, authority or place makes another key, so it counts at once.
    const key = JSON.stringify([account.name, account.roles, account.authority, whereabouts])
    const known = made.get(key)
    if (known !== undefined && known.until > time) return known.token
    const token = issue(account, whereabouts)
    made.delete(key)
    made.set(key, { token, until: time + recentMs })
    const [oldest] = made.keys()
    if (made.size > remembered && oldest !== undefined) made.delete(oldest)
    return token
  }

  return { issue, recent }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
