import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import {
  emptyForm,
  fieldProblems,
  formSchema,
  formValues,
  noProblems,
  problemCollector,
  type FormProblems,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { consentForm } from './consent-form.ts'
import { consentPage, openingsPerFile } from './consent-page.ts'
import { consentsPage } from './consents-page.ts'
import { consentFields, readConsent, readLastMoment } from './read-consent.ts'

const config = { officers: rolesOf('consents') }
const params = closed({ id: Uuid })
const periodFields = ['validUntil', 'reviewBy'] as const

/** Survivors' consents, for protection officers. */
export function consentPages(app: App, context: ConsoleContext): void {
  const { consent, audit } = context.calls

  app.get('/consents', { config, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    return sendPage(context, request, reply, consentsPage(context, await consent.list(visit.caller)))
  })

  app.get('/consents/new', { config, schema: { hide: true } }, async (request, reply) =>
    sendPage(
      context,
      request,
      reply,
      consentForm(context, signedIn(request), { values: emptyForm, problems: noProblems }),
    ),
  )

  app.post(
    '/consents/new',
    { config, schema: { hide: true, body: formSchema(consentFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const read = readConsent(values)
      const problems = read.problems ?? (await problemsOf(() => consent.record(visit.caller, read.draft)))
      if (problems === undefined) return leadTo(reply, '/consents')
      const view = consentForm(context, visit, { values, problems })
      return sendPage(context, request, reply, { ...view, status: 422 })
    },
  )

  app.get('/consents/:id', { config, schema: { hide: true, params } }, async (request, reply) => {
    const visit = signedIn(request)
    const detail = await consent.view(visit.caller, request.params.id)
    const form = { values: emptyForm, problems: noProblems }
    return sendPage(context, request, reply, consentPage(context, visit, detail, form))
  })

  app.post(
    '/consents/:id/openings',
    { config, schema: { hide: true, params, body: formSchema(['part']) } },
    async (request, reply) => {
      const { caller } = signedIn(request)
      const { openings } = await consent.view(caller, request.params.id)
      const first = (Number(formValues(request.body).one('part') || 1) - 1) * openingsPerFile
      const records = openings.slice(first, first + openingsPerFile).map(({ record }) => record)
      if (records.length === 0) throw new ServiceError('not-found')
      const bundle = await audit.openingEvidence(caller, { records })
      return reply
        .type('application/json')
        .header('content-disposition', 'attachment; filename="openings.json"')
        .send(`${JSON.stringify(bundle, undefined, 2)}\n`)
    },
  )

  app.post(
    '/consents/:id/renew',
    { config, schema: { hide: true, params, body: formSchema(periodFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const { id } = request.params
      const values = formValues(request.body)
      const typed = problemCollector()
      const period = {
        validUntil: readLastMoment(
          values,
          'validUntil',
          'Enter the last day of the consent, like 2027-03-17',
          typed.add,
        ),
        reviewBy: readLastMoment(
          values,
          'reviewBy',
          'Enter the day by which to ask again, like 2027-03-17',
          typed.add,
        ),
      }
      const problems =
        typed.problems.size > 0
          ? typed.problems
          : await problemsOf(() => consent.renew(visit.caller, id, period))
      if (problems === undefined) return leadTo(reply, `/consents/${id}`)
      const detail = await consent.view(visit.caller, id)
      const view = consentPage(context, visit, detail, { values, problems })
      return sendPage(context, request, reply, { ...view, status: 422 })
    },
  )

  app.post(
    '/consents/:id/withdraw',
    { config, schema: { hide: true, params, body: formSchema([]) } },
    async (request, reply) => {
      const { caller } = signedIn(request)
      await consent.withdraw(caller, request.params.id)
      return leadTo(reply, `/consents/${request.params.id}`)
    },
  )
}

/** What the service's rules say of a form; nothing if it was taken. */
async function problemsOf(send: () => Promise<unknown>): Promise<FormProblems | undefined> {
  try {
    await send()
    return undefined
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status >= 500) throw error
    if (error.fields.length === 0)
      return new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
    return fieldProblems(error.fields, (path) => {
      const field = path.slice(1)
      return consentFields.some((known) => known === field) ? field : undefined
    })
  }
}
