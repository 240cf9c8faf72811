import type { Role } from '@crosswatch/protocol'

/** Somebody who may sign in. */
export interface Account {
  readonly id: string
  /** The name in tokens and in the access log. */
  readonly name: string
  readonly roles: readonly Role[]
  readonly authority: string
  /** Where the officer works; empty if nobody said. */
  readonly posts: readonly string[]
}
