import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import { emptyForm, formSchema, formValues, noProblems, type FormProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { alertMeasuresPage } from './alert-measures-page.ts'
import { measuresPage } from './measures-page.ts'
import { measureFields, readMeasure } from './read-measure.ts'

const config = { officers: rolesOf('measures') }
const params = closed({ id: Uuid })

/** What was done about alerts: the board, one alert, and the report of a measure. */
export function measurePages(app: App, context: ConsoleContext): void {
  const { measures } = context.calls

  app.get('/measures', { config, schema: { hide: true } }, async (request, reply) =>
    sendPage(context, request, reply, measuresPage(context, await measures.board(signedIn(request).caller))),
  )

  app.get('/alerts/:id/measures', { config, schema: { hide: true, params } }, async (request, reply) =>
    show(request, reply, request.params.id, { values: emptyForm, problems: noProblems }),
  )

  app.post(
    '/alerts/:id/measures',
    { config, schema: { hide: true, params, body: formSchema(measureFields) } },
    async (request, reply) => {
      const { id } = request.params
      const values = formValues(request.body)
      const { measure, problems } = readMeasure(values)
      if (measure === undefined) return show(request, reply, id, { values, problems })
      try {
        await measures.report(signedIn(request).caller, id, measure)
        return await leadTo(reply, `/alerts/${id}/measures`)
      } catch (error) {
        return show(request, reply, id, { values, problems: problemsOf(error) })
      }
    },
  )

  async function show(request: FastifyRequest, reply: FastifyReply, id: string, form: FormView) {
    const visit = signedIn(request)
    const view = alertMeasuresPage(context, visit, await measures.of(visit.caller, id), form)
    return sendPage(context, request, reply, { ...view, status: form.problems.size > 0 ? 422 : 200 })
  }
}

/** What the service refused, for the form to say. Anything else goes on. */
function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ServiceError) || error.status >= 500) throw error
  const rules = error.fields.map(({ path, problem }) => `${path.slice(1)} ${problem}`)
  return new Map([['', [error.title, error.detail, ...rules].filter(Boolean).join(' ')]])
}
