import { AgreementList, AgreementRow, closed, JurisdictionCode, ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { listAgreements, putAgreement } from '../store/agreements.ts'

/** With whom this node shares, what, and for what. */
export function agreementRoutes(app: App, context: AlertsContext): void {
  app.get(
    '/v1/agreements',
    {
      config: { roles: ['analyst', 'supervisor', 'administrator', 'auditor'] },
      schema: { summary: 'Agreements with other jurisdictions', response: { 200: AgreementList } },
    },
    async () => ({ agreements: await listAgreements(context.connection.db) }),
  )
  app.put(
    '/v1/agreements/:partner',
    {
      config: { roles: ['administrator'] },
      schema: {
        summary: 'Set the agreement with a partner',
        params: closed({ partner: JurisdictionCode }),
        body: AgreementRow,
        response: { 200: AgreementRow },
      },
    },
    async (request) => {
      const { params, body, officer } = request
      assertSensible(body, params.partner, context)
      await context.connection.transaction(async (tx) => {
        await putAgreement(tx, body)
        const record = actOf(officer, 'agreement.change', {
          purpose: 'administration',
          recipients: [body.partner],
        })
        await context.accessLog.append(tx, [record])
      })
      return body
    },
  )
}

function assertSensible(row: AgreementRow, partner: string, { jurisdiction, partners }: AlertsContext): void {
  const problem = (path: string, text: string) =>
    new ServiceError('rule-not-met', { fields: [{ path, part: 'body', problem: text }] })
  if (row.partner !== partner) throw problem('/partner', 'must be the one in the address')
  if (partner === jurisdiction) throw problem('/partner', 'must be another jurisdiction')
  if (!partners.includes(partner)) throw problem('/partner', 'is not a member of the federation')
  if (row.validUntil <= row.validFrom) throw problem('/validUntil', 'must lie after the beginning')
}
