import { closed, ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import {
  emptyForm,
  formSchema,
  formValues,
  type FormValues,
  noProblems,
  problemCollector,
  tooLong,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { receiptsPage, type Resolved } from './receipts-page.ts'

const config = { officers: rolesOf('receipts') }
const querystring = closed({ after: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })) })

/** Receipts of looks across the border, for auditors. */
export function receiptPages(app: App, context: ConsoleContext): void {
  const { audit } = context.calls

  app.get('/receipts', { config, schema: { hide: true, querystring } }, async (request, reply) => {
    const form = { values: emptyForm, problems: noProblems }
    return show(request, reply, form, { after: request.query.after })
  })

  app.post(
    '/receipts/resolve',
    { config, schema: { hide: true, body: formSchema(['jurisdiction', 'pseudonym', 'reference']) } },
    async (request, reply) => {
      const values = formValues(request.body)
      const problems = problemsOf(values)
      if (problems.size > 0) return show(request, reply, { values, problems }, { status: 422 })
      const [jurisdiction, pseudonym, reference] = [
        values.one('jurisdiction'),
        values.one('pseudonym'),
        values.one('reference'),
      ]
      const officer = await audit
        .resolve(signedIn(request).caller, {
          purpose: 'oversight',
          jurisdiction,
          pseudonym,
          ...(reference === '' ? {} : { reference }),
        })
        .then(({ officer: found }) => found)
        .catch((error: unknown) => {
          if (error instanceof ServiceError && error.code === 'not-found') return undefined
          throw error
        })
      return show(request, reply, { values, problems }, { resolved: { pseudonym, officer } })
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    form: FormView,
    {
      after,
      resolved,
      status = 200,
    }: { readonly after?: string | undefined; readonly resolved?: Resolved; readonly status?: number },
  ) {
    const visit = signedIn(request)
    const [accounts, list] = await Promise.all([
      audit.receipts(visit.caller),
      audit.foreignLooks(visit.caller, {
        purpose: 'oversight',
        ...(after === undefined ? {} : { after: Number(after) }),
      }),
    ])
    const shown = { accounts, list, ...(resolved && { resolved }) }
    return sendPage(context, request, reply, { ...receiptsPage(context, visit, shown, form), status })
  }
}

function problemsOf(values: FormValues) {
  const { problems, add } = problemCollector()
  if (!/^[A-Z]{2}$/.test(values.one('jurisdiction'))) add('jurisdiction', 'Choose a jurisdiction')
  if (!/^[A-Za-z0-9_-]{22}$/.test(values.one('pseudonym')))
    add('pseudonym', 'Enter the 22 characters of a pseudonym')
  if (values.one('reference').length > 160) add('reference', tooLong('the reference', 160))
  return problems
}
