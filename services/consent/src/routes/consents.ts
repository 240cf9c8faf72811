import {
  closed,
  ConsentDetail,
  ConsentDraft,
  ConsentEnded,
  ConsentList,
  ConsentRenewal,
  ConsentSummary,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { ConsentContext } from '../context.ts'
import { listForOfficer, recordConsent, renew, showToOfficer, withdrawConsent } from '../work/consents.ts'

// Who may is decided by the policies, so that a refusal is on record too.
const config = { roles: allRoles }
const params = closed({ id: Uuid })

/** Survivors' consents. Only protection officers see that there are any. */
export function consentRoutes(app: App, context: ConsentContext): void {
  const { may } = officerDecisions(context)
  app.get(
    '/v1/consents',
    {
      config,
      preValidation: may('protect', 'consent.list', 'alert-management'),
      schema: { summary: 'Consents, those to be reviewed next first', response: { 200: ConsentList } },
    },
    async ({ officer }) => ({ consents: await listForOfficer(context, officer) }),
  )
  app.post(
    '/v1/consents',
    {
      config,
      preValidation: may('protect', 'consent.record', 'alert-management'),
      schema: { summary: 'Record a consent', body: ConsentDraft, response: { 201: ConsentSummary } },
    },
    async ({ officer, body }, reply) => reply.code(201).send(await recordConsent(context, officer, body)),
  )
  app.get(
    '/v1/consents/:id',
    {
      config,
      preValidation: may('protect', 'consent.view', 'alert-management'),
      schema: {
        summary: 'What was consented to, and every opening with the record that proves it',
        params,
        response: { 200: ConsentDetail },
      },
    },
    async ({ officer, params: { id } }) => showToOfficer(context, officer, id),
  )
  app.post(
    '/v1/consents/:id/withdraw',
    {
      config,
      preValidation: may('protect', 'consent.withdraw', 'alert-management'),
      schema: {
        summary: 'Take a consent back: nothing is released from now on, and the information is destroyed',
        params,
        response: { 200: ConsentEnded },
      },
    },
    async ({ officer, params: { id } }) => withdrawConsent(context, officer, id),
  )
  app.post(
    '/v1/consents/:id/renew',
    {
      config,
      preValidation: may('protect', 'consent.renew', 'alert-management'),
      schema: {
        summary: 'The survivor was asked again and said yes again',
        params,
        body: ConsentRenewal,
        response: { 200: ConsentSummary },
      },
    },
    async ({ officer, params: { id }, body }) => renew(context, officer, id, body),
  )
}
