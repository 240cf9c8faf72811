import { closed, ServiceError, Uuid, type HitDetail } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../../access/officers.ts'
import { hasRole } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import { emptyForm, formSchema, formValues, noProblems, type FormProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { confirmPage, reportedPage } from './confirm-page.ts'
import { hitPage } from './hit-page.ts'
import { hitsPage } from './hits-page.ts'
import { precisionPage } from './precision-page.ts'
import { confirmationFields, readConfirmation } from './read-confirmation.ts'
import { messageFields, readMessage } from './read-message.ts'

const readers = { officers: rolesOf('hits') }
const reporters = { officers: rolesOf('query') }
const counters = { officers: rolesOf('precision') }
const params = closed({ id: Uuid })

/** After a hit: the report, the thread with the other side, and how often alerts were right. */
export function hitPages(app: App, context: ConsoleContext): void {
  const { hits } = context.calls

  app.get('/hits', { config: readers, schema: { hide: true } }, async (request, reply) =>
    sendPage(context, request, reply, hitsPage(context, await hits.list(signedIn(request).caller))),
  )

  app.get('/precision', { config: counters, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    return sendPage(context, request, reply, precisionPage(context, visit, await hits.counts(visit.caller)))
  })

  // The form to be filled in. It comes from an answer of the border query, and reports nothing yet.
  app.post(
    '/hits/new',
    { config: reporters, schema: { hide: true, body: formSchema(['alert']) } },
    async (request, reply) => {
      const now = context.clock().toISOString().slice(0, 16)
      const values = formValues({ ...request.body, at: now })
      return sendPage(
        context,
        request,
        reply,
        confirmPage(signedIn(request), { values, problems: noProblems }),
      )
    },
  )

  app.post(
    '/hits',
    { config: reporters, schema: { hide: true, body: formSchema(confirmationFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const refused = (problems: FormProblems) => {
        const view = confirmPage(visit, { values, problems })
        return sendPage(context, request, reply, { ...view, status: 422 })
      }
      const read = readConfirmation(values, context.clock())
      if (read.problems !== undefined) return refused(read.problems)
      try {
        const { id } = await hits.confirm(visit.caller, read.confirmation)
        return await leadTo(reply, `/hits/${id}/reported`)
      } catch (error) {
        return refused(problemsOf(error))
      }
    },
  )

  app.get(
    '/hits/:id/reported',
    { config: reporters, schema: { hide: true, params } },
    async (request, reply) => {
      const mayFollow = hasRole(signedIn(request), ...rolesOf('hits'))
      return sendPage(context, request, reply, reportedPage(request.params.id, mayFollow))
    },
  )

  app.get('/hits/:id', { config: readers, schema: { hide: true, params } }, async (request, reply) => {
    const detail = await hits.view(signedIn(request).caller, request.params.id)
    return show(request, reply, detail, { values: emptyForm, problems: noProblems })
  })

  app.post(
    '/hits/:id/messages',
    { config: readers, schema: { hide: true, params, body: formSchema(messageFields) } },
    async (request, reply) => {
      const { caller } = signedIn(request)
      const { id } = request.params
      const values = formValues(request.body)
      const refused = async (problems: FormProblems) =>
        show(request, reply, await hits.view(caller, id), { values, problems })
      const read = readMessage(values, context.clock())
      if (read.problems !== undefined) return refused(read.problems)
      try {
        await hits.write(caller, id, read.message)
        return await leadTo(reply, `/hits/${id}`)
      } catch (error) {
        return refused(problemsOf(error))
      }
    },
  )

  function show(request: FastifyRequest, reply: FastifyReply, detail: HitDetail, form: FormView) {
    const view = hitPage(context, signedIn(request), detail, form)
    return sendPage(context, request, reply, { ...view, status: form.problems.size > 0 ? 422 : 200 })
  }
}

/** What the service refused, for the form to say. Anything else goes on. */
function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ServiceError) || error.status >= 500) throw error
  return new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
}
