import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../../calls/call.ts'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, noProblems, type FormProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { approvalPage } from './approval-page.ts'
import { importsPage } from './imports-page.ts'

const config = { officers: rolesOf('imports') }
const supervisors = { officers: ['supervisor'] } as const
const params = closed({ id: Uuid })

/** Lists that were imported, each drafted row by row and approved as one. */
export function importPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls

  app.get('/imports', { config, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const imports = await alerts.imports(visit.caller)
    return sendPage(context, request, reply, importsPage(context, visit, imports, noProblems))
  })

  const refusal = ({ title, detail }: ServiceError) =>
    new Map([['', [title, detail].filter(Boolean).join(' ')]])

  const step = (name: string, take: (caller: Caller, id: string) => Promise<unknown>) => {
    app.post(
      `/imports/:id/${name}`,
      { config, schema: { hide: true, params, body: formSchema([]) } },
      async (request, reply) => {
        const visit = signedIn(request)
        try {
          await take(visit.caller, request.params.id)
          return await leadTo(reply, '/imports')
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error
          const view = importsPage(context, visit, await alerts.imports(visit.caller), refusal(error))
          return sendPage(context, request, reply, { ...view, status: error.status })
        }
      },
    )
  }

  step('submit', alerts.submitImport)
  step('discard', alerts.discardImport)

  const showApproval = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    problems: FormProblems,
    status: number,
  ) => {
    const visit = signedIn(request)
    const one = await alerts.import(visit.caller, id)
    const preview = await alerts.importRecipients(visit.caller, id)
    const view = approvalPage(context, visit, one, preview, problems)
    return sendPage(context, request, reply, { ...view, status })
  }

  app.get('/imports/:id', { config: supervisors, schema: { hide: true, params } }, (request, reply) =>
    showApproval(request, reply, request.params.id, noProblems, 200),
  )
  app.post(
    '/imports/:id/approve',
    { config: supervisors, schema: { hide: true, params, body: formSchema(['recipients']) } },
    async (request, reply) => {
      const { id } = request.params
      try {
        await alerts.approveImport(signedIn(request).caller, id, formValues(request.body).one('recipients'))
        return await leadTo(reply, '/imports')
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        return showApproval(request, reply, id, refusal(error), error.status)
      }
    },
  )
}
