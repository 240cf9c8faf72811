import { clearanceRefusals, clearanceStops, closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../../access/officers.ts'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { fieldProblems, formSchema, formValues, noProblems, type FormProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { clearancesPage } from './clearances-page.ts'
import { clearanceFields, newClearancePage, readClearance } from './new-page.ts'
import { noticePage } from './notice-page.ts'

const config = { officers: rolesOf('clearances') }
const params = closed({ id: Uuid })
const stepForm = { hide: true, params, body: formSchema(['reason']) }

/** Persons who are cleared of an alert wherever it is: proposed from an override, decided by the issuer. */
export function clearancePages(app: App, context: ConsoleContext): void {
  const { clearances } = context.calls
  const form = { config, schema: { hide: true, body: formSchema(clearanceFields) } }

  app.get('/clearances', { config, schema: { hide: true } }, (request, reply) =>
    show(request, reply, noProblems, 200),
  )

  app.get('/clearances/notice', { config, schema: { hide: true } }, (request, reply) =>
    sendPage(context, request, reply, noticePage()),
  )

  app.post('/clearances/new', form, (request, reply) => {
    const view = { values: formValues(request.body), problems: noProblems }
    return sendPage(context, request, reply, newClearancePage(signedIn(request), view))
  })

  app.post('/clearances', form, async (request, reply) => {
    const visit = signedIn(request)
    const values = formValues(request.body)
    const refused = (problems: FormProblems) =>
      sendPage(context, request, reply, { ...newClearancePage(visit, { values, problems }), status: 422 })
    const read = readClearance(values)
    if (read.problems !== undefined) return refused(read.problems)
    try {
      await clearances.propose(visit.caller, read.proposal)
      return await leadTo(reply, '/clearances')
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status >= 500) throw error
      return refused(
        error.fields.length === 0
          ? new Map([['', wordsOf(error)]])
          : fieldProblems(error.fields, (path) => fieldsOf[path]),
      )
    }
  })

  const supervisors = { officers: ['supervisor'] as const }
  app.post('/clearances/:id/accept', { config: supervisors, schema: stepForm }, (request, reply) =>
    step(request, reply, ({ caller }) => clearances.accept(caller, request.params.id)),
  )

  app.post('/clearances/:id/decline', { config: supervisors, schema: stepForm }, (request, reply) =>
    step(request, reply, ({ caller }) => {
      const reason = clearanceRefusals.find((one) => one === formValues(request.body).one('reason'))
      if (reason === undefined) throw new ServiceError('rule-not-met', { detail: 'Say why not.' })
      return clearances.decline(caller, request.params.id, reason)
    }),
  )

  app.post('/clearances/:id/end', { config, schema: stepForm }, (request, reply) =>
    step(request, reply, ({ caller }) => {
      const reason = clearanceStops.find((one) => one === formValues(request.body).one('reason'))
      if (reason === undefined) throw new ServiceError('rule-not-met', { detail: 'Say why it ends.' })
      return clearances.end(caller, request.params.id, reason)
    }),
  )

  /** Takes a step, and shows the list with what came of it. */
  async function step(
    request: FastifyRequest,
    reply: FastifyReply,
    take: (visit: Visit) => Promise<unknown>,
  ): Promise<FastifyReply> {
    try {
      await take(signedIn(request))
      return await leadTo(reply, '/clearances')
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return show(request, reply, new Map([['', wordsOf(error)]]), error.status)
    }
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    problems: FormProblems,
    status: number,
  ): Promise<FastifyReply> {
    const visit = signedIn(request)
    const view = clearancesPage(context, visit, await clearances.list(visit.caller), problems)
    return sendPage(context, request, reply, { ...view, status })
  }
}

/** Where what the service finds stands in the form. */
const fieldsOf: Readonly<Record<string, string | undefined>> = {
  '/birthDate': 'birthDate',
  '/consent/on': 'on',
}

function wordsOf({ title, detail }: ServiceError): string {
  return [title, detail].filter(Boolean).join(' ')
}
