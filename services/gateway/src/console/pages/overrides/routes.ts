import { closed, purposes, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import {
  formSchema,
  formValues,
  type FormValues,
  noProblems,
  problemCollector,
  tooLong,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { newOverridePage, overrideFields } from './new-page.ts'
import { overridesPage } from './overrides-page.ts'

const config = { officers: rolesOf('overrides') }
const params = closed({ id: Uuid })

/** Travellers who are not whom an alert means. Everything that names one is in a form, nothing in an address. */
export function overridePages(app: App, context: ConsoleContext): void {
  const { watchlist } = context.calls
  const form = { config, schema: { hide: true, body: formSchema(overrideFields) } }

  app.get('/overrides', { config, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const overrides = await watchlist.overrides(visit.caller)
    return sendPage(context, request, reply, overridesPage(context, visit, overrides, noProblems))
  })

  app.post('/overrides/new', form, async (request, reply) => {
    const visit = signedIn(request)
    const values = formValues(request.body)
    const view = { values, problems: noProblems }
    return sendPage(context, request, reply, newOverridePage(context, visit, view, purposeOf(values)))
  })

  app.post('/overrides', form, async (request, reply) => {
    const visit = signedIn(request)
    const values = formValues(request.body)
    const purpose = purposeOf(values)
    const { problems, add } = problemCollector()
    const [reason, days, country] = [values.one('reason'), values.one('days'), values.one('country')]
    if (reason === '') add('reason', 'Say what shows that it is another person')
    if (reason.length > 500) add('reason', tooLong('the reason', 500))
    if (!/^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])$/.test(days)) add('days', 'Enter days from 1 to 365')
    if (problems.size === 0) {
      try {
        await watchlist.requestOverride(visit.caller, {
          alert: values.one('alert'),
          document: { number: values.one('number'), ...(country !== '' && { country }) },
          purpose,
          reason,
          days: Number(days),
        })
        return await leadTo(reply, '/overrides')
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        add('', [error.title, error.detail].filter(Boolean).join(' '))
      }
    }
    const view = newOverridePage(context, visit, { values, problems }, purpose)
    return sendPage(context, request, reply, { ...view, status: 422 })
  })

  for (const step of ['approve', 'refuse', 'end'] as const) {
    app.post(
      `/overrides/:id/${step}`,
      {
        config: step === 'end' ? config : { officers: ['supervisor'] as const },
        schema: { hide: true, params, body: formSchema([]) },
      },
      async (request, reply) => {
        const visit = signedIn(request)
        try {
          await watchlist.decideOverride(visit.caller, request.params.id, step)
          return await leadTo(reply, '/overrides')
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error
          const problems = new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
          const overrides = await watchlist.overrides(visit.caller)
          const view = overridesPage(context, visit, overrides, problems)
          return sendPage(context, request, reply, { ...view, status: error.status })
        }
      },
    )
  }

  /** @throws {ServiceError} `purpose-not-allowed`: the form comes from an answer, which had one */
  function purposeOf(values: FormValues) {
    const given = values.one('purpose')
    const purpose = purposes.find((candidate) => candidate === given)
    if (purpose === undefined) throw new ServiceError('purpose-not-allowed')
    return purpose
  }
}
