import { closed, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { emptyForm, formSchema, formValues, noProblems } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { checkProof } from './check-proof.ts'
import { expectedLog, receiptOf } from './log-proof.ts'
import { readSearch, searchFields } from './read-search.ts'
import { recordPage } from './record-page.ts'
import { replayPage } from './replay-page.ts'
import { searchPage } from './search-page.ts'

const config = { officers: rolesOf('log') }
const params = closed({ id: Uuid })

/** The access log, for auditors. A search names an officer, so it is a POST. */
export function logPages(app: App, context: ConsoleContext): void {
  const { audit, watchlist } = context.calls

  app.get('/log', { config, schema: { hide: true } }, async (request, reply) => {
    const form = { values: emptyForm, problems: noProblems }
    return sendPage(context, request, reply, searchPage(context, signedIn(request), form, undefined))
  })

  app.post(
    '/log',
    { config, schema: { hide: true, body: formSchema(searchFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const read = readSearch(values)
      if (read.problems !== undefined) {
        const view = searchPage(context, visit, { values, problems: read.problems }, undefined)
        return sendPage(context, request, reply, { ...view, status: 422 })
      }
      const found = await audit.search(visit.caller, read.search)
      return sendPage(
        context,
        request,
        reply,
        searchPage(context, visit, { values, problems: noProblems }, found),
      )
    },
  )

  app.get('/log/:id', { config, schema: { hide: true, params } }, async (request, reply) => {
    const visit = signedIn(request)
    const { caller } = visit
    const { id } = request.params
    const detail = await audit.record(caller, id)
    const receipt = await receiptOf(context, caller, id)
    const proof =
      receipt === undefined ? undefined : checkProof(detail, receipt, await expectedLog(context, caller))
    return sendPage(context, request, reply, recordPage(context, visit, detail, proof))
  })

  app.post(
    '/log/:id/replay',
    { config, schema: { hide: true, params, body: formSchema([]) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const replay = await watchlist.replay(visit.caller, { record: request.params.id, purpose: 'oversight' })
      return sendPage(context, request, reply, replayPage(context, visit, replay))
    },
  )

  app.get('/log/:id/proof', { config, schema: { hide: true, params } }, async (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${request.params.id}.tlog-proof"`)
      .send(await audit.proof(signedIn(request).caller, request.params.id)),
  )

  app.get('/log/export', { config, schema: { hide: true } }, async (request, reply) =>
    reply
      .type('application/x-ndjson')
      .header('content-disposition', 'attachment; filename="access-log.ndjson"')
      .send(await audit.export(signedIn(request).caller)),
  )
}
