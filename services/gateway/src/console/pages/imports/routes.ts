import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { Caller } from '../../../calls/call.ts'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, noProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { importsPage } from './imports-page.ts'

const config = { officers: rolesOf('imports') }
const params = closed({ id: Uuid })

/** Lists that were imported, each drafted row by row and approved as one. */
export function importPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls

  app.get('/imports', { config, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const imports = await alerts.imports(visit.caller)
    return sendPage(context, request, reply, importsPage(context, visit, imports, noProblems))
  })

  const step = (
    name: string,
    who: typeof config | { readonly officers: readonly ['supervisor'] },
    take: (caller: Caller, id: string) => Promise<unknown>,
  ) => {
    app.post(
      `/imports/:id/${name}`,
      { config: who, schema: { hide: true, params, body: formSchema([]) } },
      async (request, reply) => {
        const visit = signedIn(request)
        try {
          await take(visit.caller, request.params.id)
          return await leadTo(reply, '/imports')
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error
          const problems = new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
          const view = importsPage(context, visit, await alerts.imports(visit.caller), problems)
          return sendPage(context, request, reply, { ...view, status: error.status })
        }
      },
    )
  }

  step('submit', config, alerts.submitImport)
  step('discard', config, alerts.discardImport)
  step('approve', { officers: ['supervisor'] }, alerts.approveImport)
}
