import { randomBytes } from '@crosswatch/crypto'
import { ServiceError } from '@crosswatch/protocol'
import { untilNextStep, type App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import { officerClassOf } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, noProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { page, type PageOptions } from '../../layout/page.ts'
import { sendPage } from '../../layout/send-page.ts'
import { padPage } from './pad-page.ts'
import { allowedPurposes } from './query-form.ts'
import { answerPage, questionPage } from './query-page.ts'
import { confirmOffer } from '../hits/offer.ts'
import { overrideOffer } from '../overrides/offer.ts'
import { recordPage, refusedRecordPage } from './record-page.ts'
import { queryFields, readQuery } from './read-query.ts'

const config = { officers: rolesOf('query') }
const schema = { hide: true, body: formSchema(queryFields) }
const recordSchema = { hide: true, body: formSchema([...queryFields, 'alert', 'query']) }

/** The border query. Only POST asks: nothing about a person stands in an address, a history or a cache. */
export function queryPages(app: App, context: ConsoleContext): void {
  app.get('/query', { config, schema: { hide: true } }, async (request, reply) =>
    sendPage(context, request, reply, questionPage(context, signedIn(request))),
  )

  app.post('/query', { config, schema }, async (request, reply) => {
    const visit = signedIn(request)
    const values = formValues(request.body)
    const read = readQuery(values, allowedPurposes(context, visit), context.countries, context.clock())
    if (read.problems !== undefined) {
      const view = questionPage(context, visit, { values, problems: read.problems })
      return sendPage(context, request, reply, { ...view, status: 422 })
    }
    try {
      const answer = await context.calls.watchlist.query(visit.caller, read.request)
      const view = answerPage(context, visit, { values, request: read.request, answer })
      const text = padPage(page(context, visit, view), randomBytes)
      await untilNextStep(() => reply.elapsedTime)
      return await reply.type('text/html; charset=utf-8').send(text)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      // What was typed stays, whatever went wrong: asking again is one key.
      const sentence = [error.title, error.detail].filter(Boolean).join(' ')
      const view = questionPage(context, visit, { values, problems: new Map([['', sentence]]) })
      request.log.info({ code: error.code }, 'query not answered')
      return sendPage(context, request, reply, { ...view, status: error.status })
    }
  })

  // The second step: one alert, as far as the role shows it. A look of its own, so a purpose of its own.
  app.post('/query/record', { config, schema: recordSchema }, async (request, reply) => {
    const visit = signedIn(request)
    const values = formValues(request.body)
    const purposes = context.policies.purposesFor('view', officerClassOf(visit))
    const read = readQuery(values, purposes, context.countries, context.clock())
    const show = (view: PageOptions & { readonly status?: number }) => sendPage(context, request, reply, view)
    if (read.problems !== undefined) return show({ ...refusedRecordPage(read.problems), status: 422 })
    try {
      const [alert, query] = [values.one('alert'), values.one('query')]
      const opened = await context.calls.watchlist.open(visit.caller, { ...read.request, alert, query })
      const offers = [
        confirmOffer(context, visit, opened.result),
        overrideOffer(visit, read.request, {}, opened.result),
      ]
      return await show(recordPage(context, opened, offers))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const sentence = [error.title, error.detail].filter(Boolean).join(' ')
      return show({ ...refusedRecordPage(new Map([['', sentence]])), status: error.status })
    }
  })

  // The same form with what was asked in it, to be corrected. Asks nothing.
  app.post('/query/change', { config, schema }, async (request, reply) => {
    const values = formValues(request.body)
    const view = questionPage(context, signedIn(request), { values, problems: noProblems })
    return sendPage(context, request, reply, view)
  })
}
