import {
  AgreementDraft,
  AgreementList,
  AgreementReason,
  AgreementView,
  closed,
  Sha256Hex,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import {
  changeAgreement,
  draftAgreement,
  endorseAgreement,
  listAgreements,
  showAgreement,
  signAgreement,
} from '../work/agree.ts'

const config = { roles: allRoles }
const ByDigest = closed({ digest: Sha256Hex })

/** With whom this node shares, what, and for what: every step from draft to termination. */
export function agreementRoutes(app: App, context: AlertsContext): void {
  const answer = { 200: AgreementView }
  const { may } = officerDecisions(context)
  app.get(
    '/v1/agreements',
    {
      config,
      preValidation: may('consult', 'agreement.view', 'administration'),
      schema: { summary: 'Agreements, latest first', response: { 200: AgreementList } },
    },
    async () => ({ agreements: await listAgreements(context) }),
  )
  app.get(
    '/v1/agreements/:digest',
    {
      config,
      preValidation: may('consult', 'agreement.view', 'administration'),
      schema: {
        summary: 'One agreement, with what each party said',
        params: ByDigest,
        response: answer,
      },
    },
    (request) => showAgreement(context, request.params.digest),
  )
  app.post(
    '/v1/agreements',
    {
      config,
      preValidation: may('propose', 'agreement.draft', 'administration'),
      schema: {
        summary: 'Draft an agreement, or an amendment',
        body: AgreementDraft,
        response: { 201: AgreementView },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await draftAgreement(context, request.officer, request.body)),
  )
  app.post(
    '/v1/agreements/:digest/endorse',
    {
      config,
      preValidation: may('propose', 'agreement.endorse', 'administration'),
      schema: {
        summary: 'Say as first officer that what another party drafted can be signed',
        params: ByDigest,
        response: answer,
      },
    },
    (request) => endorseAgreement(context, request.officer, request.params.digest),
  )
  app.post(
    '/v1/agreements/:digest/sign',
    {
      config,
      preValidation: may('sign', 'agreement.sign', 'administration'),
      schema: {
        summary: 'Sign as second officer, for this jurisdiction',
        params: ByDigest,
        response: answer,
      },
    },
    (request) => signAgreement(context, request.officer, request.params.digest),
  )
  for (const act of ['suspend', 'resume', 'terminate'] as const) {
    app.post(
      `/v1/agreements/:digest/${act}`,
      {
        config,
        preValidation: may(act === 'resume' ? 'sign' : 'stop', `agreement.${act}`, 'administration'),
        schema: {
          summary: summaries[act],
          params: ByDigest,
          body: AgreementReason,
          response: answer,
        },
      },
      (request) => changeAgreement(context, request.officer, request.params.digest, act, request.body.reason),
    )
  }
}

const summaries = {
  suspend: 'Stop for the time being what goes out under it',
  resume: 'Go on after having suspended it',
  terminate: 'End it, for every party',
} as const
