import {
  alertStates,
  breakGlassRole,
  categories,
  closed,
  flagReasons,
  JurisdictionCode,
  oneOf,
  ServiceError,
  text,
  Uuid,
  withdrawalReasons,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../../access/officers.ts'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import {
  emptyForm,
  type FormProblems,
  formSchema,
  formValues,
  type FormValues,
  noProblems,
  tooLong,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { detailPage } from './detail-page.ts'
import { findDuplicates } from './duplicates.ts'
import { findLicences } from './licences.ts'
import { draftPages } from './draft/draft-routes.ts'
import { impactOf } from './impact-view.ts'
import { listPage } from './list-page.ts'
import { readExtension } from './read-extension.ts'
import { reviewsDuePage } from './reviews-due-page.ts'
import { changeOf } from './standing.ts'

const config = { officers: rolesOf('alerts') }
const supervisors = { officers: ['supervisor'] } as const
const params = closed({ id: Uuid })

const either = <V extends string[]>(values: readonly [...V]) =>
  Type.Optional(Type.Union([oneOf(values), Type.Literal('')]))

const Filter = closed({
  state: either(alertStates),
  origin: either(['own', 'received']),
  category: either(categories),
  issuer: Type.Optional(Type.Union([JurisdictionCode, Type.Literal('')])),
  after: Type.Optional(text(200)),
})

/** The list of alerts, one alert, and the steps that officers take with it. */
export function alertPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls

  app.get('/alerts', { config, schema: { hide: true, querystring: Filter } }, async (request, reply) => {
    const { caller } = signedIn(request)
    const list = await alerts.list(caller, request.query)
    return sendPage(context, request, reply, listPage(context, request.query, list))
  })

  app.get(
    '/reviews-due',
    { config: { officers: rolesOf('reviews-due') }, schema: { hide: true } },
    async (request, reply) => {
      const due = await alerts.reviewsDue(signedIn(request).caller)
      return sendPage(context, request, reply, reviewsDuePage(context, due))
    },
  )

  draftPages(app, context)

  // One alert may be read under break-glass, too.
  const readers = { officers: [...rolesOf('alerts'), breakGlassRole] as const }
  app.get('/alerts/:id', { config: readers, schema: { hide: true, params } }, async (request, reply) =>
    showAlert(request, reply, request.params.id, emptyForm, noProblems, 200),
  )

  const step = (
    name: string,
    fields: readonly string[],
    who: typeof config | typeof supervisors,
    take: (visit: Visit, id: string, values: FormValues) => Promise<FormProblems | undefined>,
  ) => {
    app.post(
      `/alerts/:id/${name}`,
      { config: who, schema: { hide: true, params, body: formSchema(fields) } },
      async (request, reply) => {
        const { id } = request.params
        const values = formValues(request.body)
        try {
          const problems = await take(signedIn(request), id, values)
          if (problems !== undefined) return await showAlert(request, reply, id, values, problems, 422)
        } catch (error) {
          if (!(error instanceof ServiceError) || error.code === 'not-found') throw error
          request.log.info({ code: error.code }, 'step refused')
          return showAlert(request, reply, id, values, problemsOf(error), error.status)
        }
        return leadTo(reply, name === 'discard' ? '/alerts' : `/alerts/${id}`)
      },
    )
  }

  step('submit', [], config, async ({ caller }, id) => {
    await alerts.submit(caller, id)
    return undefined
  })
  step('discard', [], config, async ({ caller }, id) => {
    await alerts.discard(caller, id)
    return undefined
  })
  step('approve', ['recipients'], supervisors, async ({ caller }, id, values) => {
    await alerts.approve(caller, id, values.one('recipients'))
    return undefined
  })
  step('return', ['note'], supervisors, async ({ caller }, id, values) => {
    const note = values.one('note')
    if (note === '' || note.length > 300) {
      return new Map([['note', 'Say in at most 300 characters what must change']])
    }
    await alerts.return(caller, id, note)
    return undefined
  })
  step('extend', ['validUntil', 'statement'], config, async ({ caller }, id, values) => {
    const { extension, problems } = readExtension(values)
    if (extension === undefined) return problems
    await alerts.extend(caller, id, extension)
    return undefined
  })
  step('withdraw', ['reason'], config, async ({ caller }, id, values) => {
    const reason = withdrawalReasons.find((candidate) => candidate === values.one('reason'))
    if (reason === undefined) return new Map([['reason', 'Choose why the alert is withdrawn']])
    await alerts.withdraw(caller, id, reason)
    return undefined
  })

  step('flag', ['flagReason', 'flagNote'], supervisors, async ({ caller }, id, values) => {
    const reason = flagReasons.find((candidate) => candidate === values.one('flagReason'))
    const note = values.block('flagNote')
    if (reason === undefined) return new Map([['flagReason', 'Choose why it is not acted upon here']])
    if (note.length > 300) return new Map([['flagNote', tooLong('the note', 300)]])
    await alerts.flag(caller, id, { reason, ...(note !== '' && { note }) })
    return undefined
  })
  step('unflag', [], supervisors, async ({ caller }, id) => {
    await alerts.unflag(caller, id)
    return undefined
  })

  async function showAlert(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    values: FormValues,
    problems: FormProblems,
    status: number,
  ) {
    const visit = signedIn(request)
    const detail = await alerts.view(visit.caller, id)
    const preview =
      changeOf(detail.summary) === 'submitted' ? await alerts.recipients(visit.caller, id) : undefined
    const impact = await impactOf(context.calls.watchlist, visit.caller, detail)
    const duplicates = await findDuplicates(context, visit.caller, detail)
    const licences = await findLicences(context, visit.caller, detail)
    const before = { preview, impact, duplicates, licences }
    const view = detailPage(context, visit, detail, { values, problems }, before)
    return sendPage(context, request, reply, { ...view, status })
  }
}

/** Why a step was refused, in the words of the catalogue, and rule by rule where rules are not met. */
function problemsOf({ title, detail, fields }: ServiceError): FormProblems {
  const sentence = [title, detail].filter(Boolean).join(' ')
  const rules = fields.map(({ path, problem }) =>
    path === '/validUntil'
      ? (['validUntil', `The last day ${problem}`] as const)
      : ([path, `${path.slice(1).replaceAll('/', ', ')} ${problem}`] as const),
  )
  return new Map(rules.length > 0 ? rules : [['', sentence]])
}
