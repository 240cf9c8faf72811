import { closed, JurisdictionCode, Role, text, type ActingRole } from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'

export { Role, roles as allRoles } from '@crosswatch/protocol'

/** Issuer and audience of every sign-in token. */
export const tokenIssuer = 'crosswatch'
/** How long a sign-in token counts at most, in seconds. */
export const tokenLifetimeSeconds = 600

/**
 * The claims of a sign-in token (RFC 7519), a JWT signed with EdDSA (RFC 8037) by the gateway of the node:
 *
 *     {"sub":"o-17","roles":["analyst"],"authority":"labour-inspectorate","jurisdiction":"XA",
 *      "post":"Central office","iat":1772366400,"exp":1772367000,"jti":"01980f...","iss":"crosswatch","aud":"crosswatch"}
 */
export const TokenClaims = closed({
  sub: Type.String({ minLength: 1, maxLength: 80 }),
  roles: Type.Array(Role, { minItems: 1, maxItems: 16 }),
  authority: Type.String({ minLength: 1, maxLength: 120 }),
  jurisdiction: JurisdictionCode,
  /** Where they are, as the gateway tells by their network. */
  post: Type.Optional(text(80)),
  awayFromPost: Type.Optional(Type.Literal(true)),
  iat: Type.Integer({ minimum: 0 }),
  exp: Type.Integer({ minimum: 0 }),
  jti: Type.String({ minLength: 1, maxLength: 128 }),
  iss: Type.Literal(tokenIssuer),
  aud: Type.Literal(tokenIssuer),
})
export type TokenClaims = Static<typeof TokenClaims>

/** Who asks, as the token says, and whether under break-glass, as the request says. */
export interface Officer {
  readonly id: string
  /** `break-glass` is a claim of the request: the log refuses a record of it if none is in force for this officer. */
  readonly roles: readonly ActingRole[]
  readonly authority: string
  readonly jurisdiction: JurisdictionCode
  /** The post from which they ask. */
  readonly post?: string
  /** It is none of theirs. */
  readonly awayFromPost?: true
}

/** Who acts, as every access record says it. */
export function actorOf({ id, authority, roles, post, awayFromPost }: Officer) {
  return {
    officer: id,
    authority,
    roles: [...roles],
    ...(post !== undefined && { post }),
    ...(awayFromPost !== undefined && { awayFromPost }),
  }
}
