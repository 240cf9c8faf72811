import { commonConfig, federationConfig, keyConfig, policyConfig } from '@crosswatch/service-kit'
import { Type, type Static } from 'typebox'

export const GatewayConfig = Type.Object({
  ...commonConfig,
  ...federationConfig,
  ...keyConfig,
  ...policyConfig,
  tokenKeyFile: Type.String({
    description: 'Sealed key file of kind token: the Ed25519 seed that signs sign-in tokens',
  }),
  alertsUrl: Type.String({ description: 'Where the alerts service of this node listens' }),
  watchlistUrl: Type.String({ description: 'Where the watchlist service of this node listens' }),
  auditUrl: Type.String({ description: 'Where the audit service of this node listens' }),
  exchangeUrl: Type.String({ description: 'Where the exchange of this node listens' }),
  consentUrl: Type.String({ description: 'Where the consent service of this node listens' }),
  usersFile: Type.Optional(
    Type.String({
      description: 'JSON list of {user, password, roles, authority, posts, person}: accounts made if missing',
    }),
  ),
  postsFile: Type.Optional(
    Type.String({
      description: 'JSON list of {post, networks}: by which network (CIDR) an officer is at which post',
    }),
  ),
  trustedProxies: Type.Optional(
    Type.String({
      description:
        'Addresses of the reverse proxies in front, with commas: whose X-Forwarded-For says where an officer is',
    }),
  ),
  sessionIdleMinutes: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 720,
    description: 'A console session ends after this many minutes without a request',
  }),
  sessionHours: Type.Integer({
    default: 12,
    minimum: 1,
    maximum: 24,
    description: 'A console session ends after this many hours in any case',
  }),
  timeZone: Type.String({ default: 'UTC', description: 'IANA time zone in which pages show times' }),
  victimHotline: Type.String({
    default: 'number not configured, ask your supervisor',
    description: 'Whom an officer calls who may have met a victim; shown at every border query',
  }),
})
export type GatewayConfig = Static<typeof GatewayConfig>
