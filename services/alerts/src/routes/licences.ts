import { closed, LicenceCheck, RegisterImport, RegisterList, RegisterName, Uuid } from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AlertsContext } from '../context.ts'
import { checkLicences, createLicenceIndex, importRegister, showRegisters } from '../work/licences.ts'

const config = { roles: allRoles }

/** Who holds a licence to recruit: looked at before an alert about an agency goes out. */
export function licenceRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  const indexOf = createLicenceIndex()
  app.get(
    '/v1/licence-registers',
    {
      config,
      preValidation: may('browse', 'licence.list'),
      schema: { summary: 'Registers of licences that are here', response: { 200: RegisterList } },
    },
    (request) => showRegisters(context, request.officer, decisionOf(request)),
  )
  app.put(
    '/v1/licence-registers/:register',
    {
      config,
      bodyLimit: 8 * 1024 * 1024,
      preValidation: may('write', 'licence.import'),
      schema: {
        summary: 'Import a register, in the place of what was imported under its name before',
        params: closed({ register: RegisterName }),
        body: RegisterImport,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { officer, params, body } = request
      await importRegister(context, officer, decisionOf(request), params.register, body.licences)
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/v1/alerts/:id/licences',
    {
      config,
      preValidation: may('browse', 'licence.check'),
      schema: {
        summary: 'Licences that the subject of a change that waits may hold',
        params: closed({ id: Uuid }),
        response: { 200: LicenceCheck },
      },
    },
    (request) => checkLicences(context, request.officer, decisionOf(request), indexOf, request.params.id),
  )
}
