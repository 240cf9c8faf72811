import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { consoleCookie } from '../../access/cookies.ts'
import { signedIn } from '../../access/officers.ts'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import { emptyForm, formSchema, formValues, noProblems, problemCollector, tooLong } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { askFields, breakGlassPage } from './break-glass-page.ts'
import { usesPage } from './uses-page.ts'

const config = { officers: rolesOf('break-glass') }
const params = closed({ id: Uuid })

/** Break-glass for the sessions of this console. These pages themselves never act under it. */
export function breakGlassPages(app: App, context: ConsoleContext): void {
  const { calls, sessions, jurisdiction } = context
  const { audit } = calls
  const cookie = consoleCookie(jurisdiction, 'session')
  const byId = { config, schema: { hide: true, params, body: formSchema([]) } }

  app.get('/break-glass', { config, schema: { hide: true } }, (request, reply) =>
    show(request, reply, { values: emptyForm, problems: noProblems }),
  )

  app.post(
    '/break-glass',
    { config, schema: { hide: true, body: formSchema(askFields) } },
    async (request, reply) => {
      const values = formValues(request.body)
      const { problems, add } = problemCollector()
      const [reason, reference] = [values.one('reason'), values.one('reference')]
      if (reason.length < 10) add('reason', 'Say why it cannot wait, in a sentence')
      if (reason.length > 500) add('reason', tooLong('the reason', 500))
      if (reference.length > 160) add('reference', tooLong('the reference', 160))
      if (problems.size > 0) return show(request, reply, { values, problems }, 422)
      await audit.askBreakGlass(ordinary(signedIn(request)), {
        reason,
        ...(reference !== '' && { reference }),
      })
      return leadTo(reply, '/break-glass')
    },
  )

  app.get(
    '/break-glass/:id',
    { config: { officers: ['auditor'] }, schema: { hide: true, params } },
    async (request, reply) => {
      const uses = await audit.breakGlassUses(ordinary(signedIn(request)), request.params.id)
      return sendPage(context, request, reply, usesPage(context, uses))
    },
  )

  app.post(
    '/break-glass/leave',
    { config, schema: { hide: true, body: formSchema([]) } },
    async (request, reply) => {
      await sessions.useBreakGlass(cookie.read(request) ?? '', undefined)
      return leadTo(reply, '/break-glass')
    },
  )

  app.post('/break-glass/:id/use', byId, async (request, reply) => {
    const visit = signedIn(request)
    const grants = await audit.breakGlass(ordinary(visit))
    const grant = grants.find(({ id, officer }) => id === request.params.id && officer === visit.account.name)
    if (grant?.state !== 'in-force' || grant.endsAt === null) throw new ServiceError('break-glass-over')
    await sessions.useBreakGlass(cookie.read(request) ?? '', { id: grant.id, until: new Date(grant.endsAt) })
    return leadTo(reply, '/break-glass')
  })

  for (const step of ['approve', 'refuse', 'end'] as const) {
    const who = step === 'end' ? config : { officers: ['supervisor'] as const }
    app.post(`/break-glass/:id/${step}`, { ...byId, config: who }, async (request, reply) => {
      const visit = signedIn(request)
      try {
        await audit.decideBreakGlass(ordinary(visit), request.params.id, step)
      } catch (error) {
        if (!(error instanceof ServiceError) || error.status >= 500) throw error
        return show(
          request,
          reply,
          { values: emptyForm, problems: new Map([['', error.title]]) },
          error.status,
        )
      }
      if (visit.breakGlass?.id === request.params.id) {
        await sessions.useBreakGlass(cookie.read(request) ?? '', undefined)
      }
      return leadTo(reply, '/break-glass')
    })
  }

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormView, status = 200) {
    const visit = signedIn(request)
    const grants = await audit.breakGlass(ordinary(visit))
    return sendPage(context, request, reply, { ...breakGlassPage(context, visit, grants, form), status })
  }
}

/** What a session may do without it: one that was ended elsewhere must not keep anybody from these pages. */
function ordinary({ caller: { token, requestId } }: Visit) {
  return { token, requestId }
}
