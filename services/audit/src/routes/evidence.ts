import { EvidenceBundle, EvidenceRequest, OpeningEvidenceRequest } from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import type { AuditContext } from '../context.ts'
import { makeBundle } from '../evidence/make-bundle.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import type { Witnessing } from '../witnessing/witnessing.ts'

/**
 * Chosen records in a form that proves itself: any of them for auditors, and for protection officers those of how survivor
 * information was asked for, which they see with its consent.
 */
export function evidenceRoutes(
  app: App,
  context: AuditContext,
  witnessing: Pick<Witnessing, 'policy'> | undefined,
): void {
  app.post(
    '/v1/records/evidence',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'An evidence bundle: chosen records with openings, proofs and the cosigned checkpoint',
        body: EvidenceRequest,
        response: { 200: EvidenceBundle, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, records } = body
      const reading: Reading = {
        officer,
        operation: 'record.evidence',
        purpose,
        terms: { ...(reference === undefined ? {} : { reference }), query: { records } },
      }
      await admit(context, reading)
      const bundle = await makeBundle(context, records, await witnessing?.policy())
      await recordReading(context, reading, { outcome: 'done', count: records.length, alerts: [] })
      return bundle
    },
  )

  app.post(
    '/v1/openings/evidence',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'An evidence bundle of records of how survivor information was asked for, opened or refused',
        body: OpeningEvidenceRequest,
        response: { 200: EvidenceBundle, default: problemResponse },
      },
    },
    async ({ body: { records }, officer }) => {
      const reading: Reading = {
        officer,
        operation: 'record.evidence',
        purpose: 'alert-management',
        act: 'protect',
        terms: { query: { records } },
      }
      await admit(context, reading)
      const bundle = await makeBundle(context, records, await witnessing?.policy(), 'release.answer')
      await recordReading(context, reading, { outcome: 'done', count: bundle.records.length, alerts: [] })
      return bundle
    },
  )
}
