import type { SignInAnswer } from '@crosswatch/protocol'

/** Who is signed in. */
export type Officer = SignInAnswer['officer']

/** Keeps a token that is good for the next request. */
export interface Session {
  /** A token that lives for a while yet; signs in where there is none. */
  token(): Promise<string>
  /** After a node refused `token`: another one, or undefined where this session cannot get one. */
  replace(token: string): Promise<string | undefined>
  /** Who is signed in, as the node says; undefined where a token was given. */
  officer(): Promise<Officer | undefined>
}

/** Tokens are renewed this long before they end, so that none ends on its way. */
const marginMs = 60_000

/**
 * Signs in when the first request needs it, and again before the token ends.
 *
 * @param now milliseconds of a clock that does not go back
 */
export function passwordSession(signIn: () => Promise<SignInAnswer>, now: () => number): Session {
  let current: { readonly answer: SignInAnswer; readonly until: number } | undefined
  let signingIn: Promise<SignInAnswer> | undefined

  const renew = (): Promise<SignInAnswer> =>
    (signingIn ??= (async () => {
      try {
        const startedAt = now()
        const answer = await signIn()
        const lifetimeMs = answer.expiresIn * 1000
        current = { answer, until: startedAt + lifetimeMs - Math.min(marginMs, lifetimeMs / 2) }
        return answer
      } finally {
        signingIn = undefined
      }
    })())
  const valid = async () => (current !== undefined && now() < current.until ? current.answer : renew())

  return {
    token: async () => (await valid()).token,
    replace: async (refused) => {
      const { token } = current?.answer ?? {}
      return token !== undefined && token !== refused ? token : (await renew()).token
    },
    officer: async () => (await valid()).officer,
  }
}

/** A token that somebody else obtained: it cannot be renewed. */
export function tokenSession(token: string): Session {
  return {
    token: () => Promise.resolve(token),
    replace: () => Promise.resolve(undefined),
    officer: () => Promise.resolve(undefined),
  }
}
