import { closed, disputeOutcomes, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import {
  emptyForm,
  type FormProblems,
  formSchema,
  formValues,
  type FormValues,
  noProblems,
  problemCollector,
  tooLong,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { disputePage } from './dispute-page.ts'
import { disputesPage } from './disputes-page.ts'
import { disputeFields, newDisputePage, readDispute } from './new-page.ts'

const config = { officers: rolesOf('disputes') }
const params = closed({ id: Uuid })

/** What people ask who are named in alerts, for protection officers. */
export function disputePages(app: App, context: ConsoleContext): void {
  const { disputes } = context.calls

  app.get('/disputes', { config, schema: { hide: true } }, async (request, reply) =>
    sendPage(context, request, reply, disputesPage(context, await disputes.list(signedIn(request).caller))),
  )

  app.get('/disputes/new', { config, schema: { hide: true } }, async (request, reply) => {
    const form = { values: emptyForm, problems: noProblems }
    return sendPage(context, request, reply, newDisputePage(signedIn(request), form))
  })

  app.post(
    '/disputes',
    { config, schema: { hide: true, body: formSchema(disputeFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const refused = (problems: FormProblems) =>
        sendPage(context, request, reply, {
          ...newDisputePage(visit, { values, problems }),
          status: 422,
        })
      const read = readDispute(values)
      if (read.problems !== undefined) return refused(read.problems)
      try {
        const { id } = await disputes.record(visit.caller, read.draft)
        return await leadTo(reply, `/disputes/${id}`)
      } catch (error) {
        if (error instanceof ServiceError && error.code === 'not-found') {
          return refused(
            new Map([['alert', 'No alert has this number here; compare it with the answer of the query']]),
          )
        }
        return refused(problemsOf(error))
      }
    },
  )

  app.get('/disputes/:id', { config, schema: { hide: true, params } }, async (request, reply) =>
    show(request, reply, request.params.id, emptyForm, noProblems),
  )

  app.post(
    '/disputes/:id/block',
    { config, schema: { hide: true, params, body: formSchema(['block']) } },
    async (request, reply) => {
      const { id } = request.params
      try {
        await disputes.block(signedIn(request).caller, id, formValues(request.body).one('block') === 'yes')
        return await leadTo(reply, `/disputes/${id}`)
      } catch (error) {
        return show(request, reply, id, emptyForm, problemsOf(error))
      }
    },
  )

  app.post(
    '/disputes/:id/decide',
    { config, schema: { hide: true, params, body: formSchema(['outcome', 'explanation']) } },
    async (request, reply) => {
      const { id } = request.params
      const values = formValues(request.body)
      const { problems, add } = problemCollector()
      const outcome = disputeOutcomes.find((one) => one === values.one('outcome'))
      const explanation = values.block('explanation')
      if (outcome === undefined) add('outcome', 'Choose what is decided')
      if (explanation === '') add('explanation', 'Write what the person is told')
      if (explanation.length > 1000) add('explanation', tooLong('the explanation', 1000))
      if (problems.size > 0 || outcome === undefined) return show(request, reply, id, values, problems)
      try {
        await disputes.decide(signedIn(request).caller, id, { outcome, explanation })
        return await leadTo(reply, `/disputes/${id}`)
      } catch (error) {
        return show(request, reply, id, values, problemsOf(error))
      }
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    values: FormValues,
    problems: FormProblems,
  ): Promise<FastifyReply> {
    const visit = signedIn(request)
    const detail = await disputes.view(visit.caller, id)
    const view = disputePage(context, visit, detail, { values, problems })
    return sendPage(context, request, reply, { ...view, status: problems.size > 0 ? 422 : 200 })
  }
}

/** What the service refused, for the form to say. Anything else goes on. */
function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ServiceError) || error.status >= 500) throw error
  return new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
}
