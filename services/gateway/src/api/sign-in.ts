import { SignInAnswer, SignInRequest } from '@crosswatch/protocol'
import { problemResponse, tokenLifetimeSeconds, type App } from '@crosswatch/service-kit'
import type { GatewayContext } from '../context.ts'
import { signIn } from '../accounts/sign-in.ts'

/** `POST /api/sign-in`: a user name and a password for a token of ten minutes. */
export function signInRoute(app: App, context: GatewayContext): void {
  app.post(
    '/api/sign-in',
    {
      config: { public: true },
      schema: {
        summary: 'Sign in',
        body: SignInRequest,
        response: { 200: SignInAnswer, 401: problemResponse, 429: problemResponse, 503: problemResponse },
      },
    },
    async ({ body, ip }) => {
      const credentials = { ...body, address: ip }
      const account = await signIn(context.signIn, credentials, async (found) => found)
      const whereabouts = context.posts.whereabouts(account, ip)
      return {
        token: context.tokens.issue(account, whereabouts),
        expiresIn: tokenLifetimeSeconds,
        officer: {
          id: account.name,
          roles: [...account.roles],
          authority: account.authority,
          jurisdiction: context.jurisdiction,
          ...(whereabouts.post !== undefined && { post: whereabouts.post }),
        },
      }
    },
  )
}
