import type { KeyOwner } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Policies } from '@crosswatch/policy'
import type { Clock, JurisdictionCode } from '@crosswatch/protocol'
import type { Posts } from './accounts/posts.ts'
import type { SignInContext } from './accounts/sign-in.ts'
import type { TokenMaker } from './accounts/token-maker.ts'
import type { ServiceUrls } from './calls/service-urls.ts'
import type { Sessions } from './sessions/sessions.ts'

/** A member of the federation, as pages name it. */
export interface MemberName {
  readonly jurisdiction: JurisdictionCode
  readonly name: string
}

/** What the parts of the gateway share. Made once, at start. */
export interface GatewayContext {
  readonly jurisdiction: JurisdictionCode
  /** Every member of the federation, this one included. */
  readonly members: readonly MemberName[]
  /** Under which root the keys of this node stand, as the pinned federation document says. */
  readonly root: KeyOwner
  readonly connection: Connection
  readonly clock: Clock
  readonly tokens: TokenMaker
  readonly signIn: SignInContext
  /** Where officers work. */
  readonly posts: Posts
  readonly sessions: Sessions
  readonly services: ServiceUrls
  readonly policies: Policies
  /** IANA time zone in which pages show times. */
  readonly timeZone: string
  readonly victimHotline: string
}
