import { Type, type Static } from 'typebox'
import { closed, text } from '../scalars.ts'

/** Signs in: `POST /api/sign-in`. */
export const SignInRequest = closed({
  user: text(80),
  password: Type.String({ minLength: 1, maxLength: 200 }),
})
export const SignInAnswer = closed({
  token: Type.String(),
  /** Seconds until the token ends. */
  expiresIn: Type.Integer(),
  officer: closed({
    id: text(80),
    roles: Type.Array(Type.String()),
    authority: text(120),
    jurisdiction: Type.String(),
    /** Where they are, if the node knows by their network. */
    post: Type.Optional(text(80)),
  }),
})
export type SignInAnswer = Static<typeof SignInAnswer>
