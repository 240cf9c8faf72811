import { closed, JurisdictionCode, ServiceError, type AgreementRow } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, noProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { agreementFields, readAgreement, writeAgreement } from './agreement-form-values.ts'
import { agreementForm } from './agreement-form.ts'
import { agreementsPage } from './agreements-page.ts'

const params = closed({ partner: JurisdictionCode })
const administrators = { officers: ['administrator'] } as const

/** With whom this node shares, what, and for what. Read by those whom it concerns, changed by the administrator. */
export function agreementPages(app: App, context: ConsoleContext): void {
  const { alerts } = context.calls

  app.get(
    '/agreements',
    { config: { officers: rolesOf('agreements') }, schema: { hide: true } },
    async (request, reply) => {
      const visit = signedIn(request)
      const agreements = await alerts.agreements(visit.caller)
      return sendPage(context, request, reply, agreementsPage(context, visit, agreements))
    },
  )

  app.get(
    '/agreements/:partner',
    { config: administrators, schema: { hide: true, params } },
    async (request, reply) => {
      const visit = signedIn(request)
      const partner = memberOrThrow(request.params.partner)
      const agreements = await alerts.agreements(visit.caller)
      const known = agreements.find((row) => row.partner === partner)
      const form = { values: formValues(writeAgreement(known, context.clock())), problems: noProblems }
      return sendPage(context, request, reply, agreementForm(context, visit, partner, form))
    },
  )

  app.post(
    '/agreements/:partner',
    { config: administrators, schema: { hide: true, params, body: formSchema(agreementFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const partner = memberOrThrow(request.params.partner)
      const values = formValues(request.body)
      const read = readAgreement(partner, values)
      const problems = read.problems ?? (await set(read.agreement))
      if (problems === undefined) return leadTo(reply, '/agreements')
      const view = agreementForm(context, visit, partner, { values, problems })
      return sendPage(context, request, reply, { ...view, status: 422 })

      async function set(agreement: AgreementRow) {
        try {
          await alerts.setAgreement(visit.caller, agreement)
          return undefined
        } catch (error) {
          if (!(error instanceof ServiceError) || error.status >= 500) throw error
          const said = [
            error.title,
            error.detail,
            ...error.fields.map(({ path, problem }) => `${path.slice(1)} ${problem}`),
          ]
          return new Map([['', said.filter(Boolean).join(' ')]])
        }
      }
    },
  )

  function memberOrThrow(partner: string): string {
    if (
      context.members.some(({ jurisdiction }) => jurisdiction === partner) &&
      partner !== context.jurisdiction
    ) {
      return partner
    }
    throw new ServiceError('not-found')
  }
}
