import { ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, type FormBody } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { checkProof } from './check-proof.ts'
import { expectedLog, receiptOf } from './log-proof.ts'
import { reportPage, type ReportedRecord } from './report-page.ts'

const options = { config: { officers: rolesOf('log') }, schema: { hide: true, body: formSchema(['record']) } }
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Chosen records to be handed on: as a file that proves itself, and on paper. */
export function reportPages(app: App, context: ConsoleContext): void {
  const { audit } = context.calls

  app.post('/log/evidence', options, async (request, reply) => {
    const records = chosen(request.body)
    const bundle = await audit.evidence(signedIn(request).caller, { purpose: 'oversight', records })
    return reply
      .type('application/json')
      .header('content-disposition', 'attachment; filename="evidence.json"')
      .send(`${JSON.stringify(bundle, undefined, 2)}\n`)
  })

  app.post('/log/report', options, async (request, reply) => {
    const visit = signedIn(request)
    const log = await expectedLog(context, visit.caller)
    const records: ReportedRecord[] = []
    for (const id of chosen(request.body)) {
      const detail = await audit.record(visit.caller, id)
      const receipt = await receiptOf(context, visit.caller, id)
      records.push({ detail, proof: receipt === undefined ? undefined : checkProof(detail, receipt, log) })
    }
    return sendPage(context, request, reply, reportPage(context, visit, records))
  })
}

function chosen(body: FormBody): string[] {
  const ids = [...new Set(formValues(body).all('record'))]
  if (ids.length === 0 || ids.length > 50 || !ids.every((id) => uuid.test(id))) {
    throw new ServiceError('invalid-request')
  }
  return ids
}
