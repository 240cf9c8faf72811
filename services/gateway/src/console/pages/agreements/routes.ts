import { agreementText, closed, ServiceError, Sha256Hex, type AgreementView } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, noProblems, type FormBody, type FormProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { agreementFields, readAgreement, writeAgreement } from './agreement-form-values.ts'
import { agreementForm } from './agreement-form.ts'
import { agreementPage } from './agreement-page.ts'
import { agreementsPage } from './agreements-page.ts'

const params = closed({ digest: Sha256Hex })
const readers = { officers: rolesOf('agreements') }
const administrators = { officers: ['administrator'] } as const

/** The steps of an agreement, and who sees a button for them. The service decides. */
const steps = {
  endorse: ['administrator'],
  sign: ['supervisor'],
  suspend: ['supervisor', 'administrator'],
  resume: ['supervisor'],
  terminate: ['supervisor', 'administrator'],
} as const

/** With whom this node shares, what, and for what: drafting, signing, ending. */
export function agreementPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls
  const codes = context.members.map(({ jurisdiction }) => jurisdiction)

  app.get('/agreements', { config: readers, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const agreements = await alerts.agreements(visit.caller)
    return sendPage(context, request, reply, agreementsPage(context, visit, agreements))
  })

  app.get(
    '/agreements/new',
    {
      config: administrators,
      schema: { hide: true, querystring: closed({ amends: Type.Optional(Sha256Hex) }) },
    },
    async (request, reply) => {
      const visit = signedIn(request)
      const { amends } = request.query
      const amended = amends === undefined ? undefined : await alerts.agreement(visit.caller, amends)
      const form = {
        values: formValues(writeAgreement(amended, context.clock(), codes)),
        problems: noProblems,
      }
      return sendPage(context, request, reply, agreementForm(context, visit, form))
    },
  )

  app.post(
    '/agreements',
    { config: administrators, schema: { hide: true, body: formSchema(agreementFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const read = readAgreement(values)
      const refused = (problems: FormProblems) => {
        const view = agreementForm(context, visit, { values, problems })
        return sendPage(context, request, reply, { ...view, status: 422 })
      }
      if (read.problems !== undefined) return refused(read.problems)
      try {
        const { digest } = await alerts.draftAgreement(visit.caller, read.draft)
        return leadTo(reply, `/agreements/${digest}`)
      } catch (error) {
        return refused(problemsOf(error))
      }
    },
  )

  app.get(
    '/agreements/:digest',
    { config: readers, schema: { hide: true, params } },
    async (request, reply) => {
      const visit = signedIn(request)
      return show(request, reply, await alerts.agreement(visit.caller, request.params.digest), noProblems)
    },
  )

  app.get(
    '/agreements/:digest/text',
    { config: readers, schema: { hide: true, params } },
    async (request, reply) => {
      const view = await alerts.agreement(signedIn(request).caller, request.params.digest)
      const nameOf = (code: string) =>
        context.members.find(({ jurisdiction }) => jurisdiction === code)?.name ?? code
      return reply.type('text/plain; charset=utf-8').send(agreementText(view, nameOf))
    },
  )

  for (const [step, officers] of Object.entries(steps)) {
    app.post(
      `/agreements/:digest/${step}`,
      { config: { officers }, schema: { hide: true, params, body: formSchema(['reason']) } },
      async (request, reply) => {
        const { caller } = signedIn(request)
        const { digest } = request.params
        try {
          await alerts.agreementStep(caller, digest, step, reasonOf(request.body))
          return leadTo(reply, `/agreements/${digest}`)
        } catch (error) {
          return show(request, reply, await alerts.agreement(caller, digest), problemsOf(error))
        }
      },
    )
  }

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    agreement: AgreementView,
    problems: FormProblems,
  ): FastifyReply {
    const view = agreementPage(context, signedIn(request), agreement, problems)
    return sendPage(context, request, reply, { ...view, status: problems.size > 0 ? 422 : 200 })
  }
}

function reasonOf(body: FormBody): string | undefined {
  return body['reason'] === undefined ? undefined : formValues(body).one('reason')
}

/** What the service refused, for the page to say. Anything else goes on. */
function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ServiceError) || error.status >= 500) throw error
  const said = [
    error.title,
    error.detail,
    ...error.fields.map(({ path, problem }) => `${path.slice(1)} ${problem}`),
  ]
  return new Map([['', said.filter(Boolean).join(' ')]])
}
