import { categories, closed, oneOf, ServiceError, Uuid, type Category } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../../../access/officers.ts'
import type { Visit } from '../../../access/visit.ts'
import type { ConsoleContext } from '../../../console-context.ts'
import {
  emptyForm,
  fieldProblems,
  formSchema,
  formValues,
  noProblems,
  type FormBody,
  type FormProblems,
} from '../../../forms/form.ts'
import { rolesOf } from '../../../layout/navigation.ts'
import { leadTo, sendPage } from '../../../layout/send-page.ts'
import { categoryPage } from './category-page.ts'
import { draftDefaults } from './draft-defaults.ts'
import { draftFields, fieldOfPath } from './draft-fields.ts'
import { draftPage } from './draft-form.ts'
import { readCategory, readDraft } from './read-draft.ts'
import { writeDraft } from './write-draft.ts'

const config = { officers: rolesOf('alerts') }
const body = formSchema(draftFields)
const params = closed({ id: Uuid })
const WithCategory = closed({ category: Type.Optional(oneOf(categories)) })

/** Writing an alert: a new one, a draft once more, or the next version of one in force. */
export function draftPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls

  app.get(
    '/alerts/new',
    { config, schema: { hide: true, querystring: WithCategory } },
    async (request, reply) => {
      const visit = signedIn(request)
      const { category } = request.query
      if (category === undefined) {
        const form = { values: emptyForm, problems: noProblems }
        return sendPage(context, request, reply, categoryPage(visit, form, '/alerts/new'))
      }
      const values = formValues(draftDefaults(category, visit, context.clock()))
      const form = { values, problems: noProblems }
      return sendPage(
        context,
        request,
        reply,
        draftPage(context, visit, { category, form, action: '/alerts/new' }),
      )
    },
  )

  app.post('/alerts/new', { config, schema: { hide: true, body } }, async (request, reply) =>
    takeForm(request, reply, request.body),
  )

  app.get('/alerts/:id/edit', { config, schema: { hide: true, params } }, async (request, reply) => {
    const visit = signedIn(request)
    const { id } = request.params
    const { summary, content, draft } = await alerts.view(visit.caller, id)
    const written = draft ?? content
    const { category } = written
    // What another jurisdiction issued is for it alone to write.
    if (category === undefined || summary.origin === 'received') throw new ServiceError('forbidden')
    const form = { values: formValues(writeDraft(written)), problems: noProblems }
    const view = draftPage(context, visit, { category, form, action: `/alerts/${id}/edit`, id })
    return sendPage(context, request, reply, view)
  })

  app.post('/alerts/:id/edit', { config, schema: { hide: true, body, params } }, async (request, reply) =>
    takeForm(request, reply, request.body, request.params.id),
  )

  async function takeForm(request: FastifyRequest, reply: FastifyReply, given: FormBody, id?: string) {
    const visit = signedIn(request)
    const values = formValues(given)
    const action = id === undefined ? '/alerts/new' : `/alerts/${id}/edit`
    const category = readCategory(values)
    const step = values.one('step')
    if (step === 'category' || category === undefined) {
      const problems: FormProblems =
        step === 'form' ? new Map([['category', 'Choose what the alert is about']]) : noProblems
      const view = categoryPage(visit, { values, problems }, action)
      return sendPage(context, request, reply, { ...view, status: problems.size > 0 ? 422 : 200 })
    }
    const show = (problems: FormProblems, status: number, saved = id) =>
      sendPage(context, request, reply, {
        ...draftPage(context, visit, {
          category,
          form: { values, problems },
          action: saved === undefined ? '/alerts/new' : `/alerts/${saved}/edit`,
          ...(saved === undefined ? {} : { id: saved }),
        }),
        status,
      })

    if (step === 'form') return showNewForm(request, reply, visit, category, given, action, id)
    if (step === 'more-names') return show(noProblems, 200)
    const read = readDraft(values, category, context.countries, context.clock())
    if (read.problems !== undefined) return show(read.problems, 422)

    let saved = id
    try {
      const reference =
        id === undefined
          ? await alerts.draft(visit.caller, read.draft)
          : await alerts.edit(visit.caller, id, read.draft)
      saved = reference.id
      if (step === 'submit') await alerts.submit(visit.caller, reference.id)
      return await leadTo(reply, `/alerts/${reference.id}`)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      request.log.info({ code: error.code }, 'draft refused')
      return show(problemsOf(error, saved !== id), error.status, saved)
    }
  }

  /** After the category was chosen: what was typed before, and the defaults of the category for what was not. */
  function showNewForm(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    category: Category,
    given: FormBody,
    action: string,
    id: string | undefined,
  ) {
    const { _csrf, step: _step, category: _category, ...typed } = given
    const values = formValues({ ...draftDefaults(category, visit, context.clock()), ...typed, category })
    const form = { values, problems: noProblems }
    const view = draftPage(context, visit, { category, form, action, ...(id === undefined ? {} : { id }) })
    return sendPage(context, request, reply, view)
  }
}

/** What the service found wrong, field by field where it said so. */
function problemsOf(error: ServiceError, savedAnyway: boolean): FormProblems {
  const sentence = [error.title, error.detail].filter(Boolean).join(' ')
  const saved: readonly (readonly [string, string])[] = savedAnyway
    ? [['/saved', 'The draft is saved, but it cannot be submitted yet.']]
    : []
  if (error.fields.length === 0) return new Map([...saved, ['', sentence]])
  return new Map([...saved, ...fieldProblems(error.fields, fieldOfPath)])
}
