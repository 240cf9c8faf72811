import { closed, ServiceError, text } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import { signIn } from '../../../accounts/sign-in.ts'
import { consoleCookie } from '../../access/cookies.ts'
import { readKeptForm } from '../../access/kept-form.ts'
import { formTokenOf, signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { emptyForm, formSchema, formValues, noProblems } from '../../forms/form.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { allRoles } from '@crosswatch/service-kit'
import { keptFormPage } from './kept-form-page.ts'
import { signInPage } from './sign-in-page.ts'

const Next = closed({ next: Type.Optional(text(500)) })
const field = Type.Optional(Type.String({ maxLength: 20_000 }))
const SignInForm = closed({
  _csrf: field,
  user: field,
  password: field,
  next: field,
  kept: Type.Optional(Type.String({ maxLength: 256 * 1024 })),
})

/** In and out of the console. */
export function signInPages(app: App, context: ConsoleContext): void {
  const cookie = consoleCookie(context.jurisdiction, 'session')

  app.get(
    '/sign-in',
    { config: { anyone: true }, schema: { hide: true, querystring: Next } },
    async (request, reply) => {
      const next = localPath(request.query.next)
      if (request.visit !== null) return leadTo(reply, next)
      const csrf = reply.generateCsrf()
      return sendPage(
        context,
        request,
        reply,
        signInPage({ csrf, next, form: { values: emptyForm, problems: noProblems } }),
      )
    },
  )

  app.post(
    '/sign-in',
    { config: { anyone: true }, schema: { hide: true, body: SignInForm } },
    async (request, reply) => {
      const values = formValues(request.body)
      const next = localPath(values.one('next'))
      const kept = readKeptForm(request.body.kept)
      const password = typeof request.body.password === 'string' ? request.body.password : ''
      const credentials = { user: values.one('user').slice(0, 80), password, address: request.ip }
      try {
        if (credentials.user === '' || password === '') throw new ServiceError('sign-in-refused')
        const secret = await signIn(context.signIn, credentials, (account, tx) =>
          context.sessions.begin(tx, account),
        )
        cookie.write(request, reply, secret)
        const session = kept && (await context.sessions.find(secret))
        if (kept !== undefined && session !== undefined) {
          request.session = { csrfSecret: session.csrfSecret }
          const csrf = formTokenOf(session.account, reply.generateCsrf())
          return await sendPage(
            context,
            request,
            reply,
            keptFormPage({ account: session.account, csrf }, kept),
          )
        }
        return await leadTo(reply, next)
      } catch (error) {
        if (!(error instanceof ServiceError) || error.status >= 500) throw error
        const problems = new Map([['user', error.title]])
        const form = { values, problems }
        const view = signInPage({ csrf: reply.generateCsrf(), next, form, ...(kept && { kept }) })
        return sendPage(context, request, reply, { ...view, status: error.status })
      }
    },
  )

  app.post(
    '/sign-out',
    { config: { officers: allRoles }, schema: { hide: true, body: formSchema([]) } },
    async (request, reply) => {
      await context.sessions.end(cookie.read(request) ?? '', signedIn(request).account)
      cookie.clear(request, reply)
      return leadTo(reply, '/sign-in')
    },
  )
}

/** Where to go afterwards: within this console only. */
function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\w/.?=&%-]*$/.test(next) ? next : '/'
}
