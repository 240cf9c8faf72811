import { closed, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import multipart, { type MultipartFile } from '@fastify/multipart'
import { Type } from 'typebox'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { emptyForm, formSchema, formValues, noProblems, type FormBody } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { allowedPurposes } from '../query/query-form.ts'
import { longestList, readUpload } from './read-upload.ts'
import { screeningPage } from './screening-page.ts'
import { screeningsPage } from './screenings-page.ts'

const config = { officers: rolesOf('screenings') }
const params = closed({ id: Uuid })

/**
 * Makes files of forms readable. To be registered before the forms' tokens are checked: they are in there too. A field that is too
 * long is cut without an error, so one byte more than is allowed is kept of it: by that it is known.
 */
export async function acceptFiles(app: App): Promise<void> {
  await app.register(multipart, {
    limits: { files: 1, fields: 10, fileSize: longestList, fieldSize: longestList + 1, parts: 12 },
    attachFieldsToBody: 'keyValues',
    async onFile(this: unknown, part: MultipartFile) {
      Object.assign(part, { value: await part.toBuffer() })
    },
  })
}

/** Lists of persons to be looked up. */
export function screeningPages(app: App, context: ConsoleContext): void {
  const { watchlist } = context.calls

  app.get('/screenings', { config, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const screenings = await watchlist.screenings(visit.caller)
    const form = { values: emptyForm, problems: noProblems }
    return sendPage(context, request, reply, screeningsPage(context, visit, screenings, form))
  })

  app.post<{ Body: FormBody & { readonly file?: Uint8Array } }>(
    '/screenings',
    { config, schema: { hide: true } },
    async (request, reply) => {
      const visit = signedIn(request)
      const { file = new Uint8Array(), ...fields } = request.body
      const values = formValues(fields)
      const pasted = typeof fields['rows'] === 'string' ? fields['rows'] : ''
      const read = readUpload({ values, file, pasted }, allowedPurposes(context, visit))
      let { problems = noProblems } = read
      if (read.request !== undefined) {
        try {
          const { id } = await watchlist.screen(visit.caller, read.request)
          return await leadTo(reply, `/screenings/${id}`)
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error
          problems = new Map([[file.length > 0 ? 'file' : 'rows', error.detail ?? error.title]])
        }
      }
      const screenings = await watchlist.screenings(visit.caller)
      const view = screeningsPage(context, visit, screenings, { values, problems })
      return sendPage(context, request, reply, { ...view, status: 422 })
    },
  )

  app.get(
    '/screenings/:id',
    {
      config,
      schema: {
        hide: true,
        params,
        querystring: closed({ after: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$' })) }),
      },
    },
    async (request, reply) => {
      const visit = signedIn(request)
      const { id } = request.params
      const status = await watchlist.screening(visit.caller, id)
      const done = status.state === 'done'
      if (!done) void reply.header('refresh', '2')
      const matching = done
        ? await watchlist.matching(visit.caller, id, request.query.after ?? '0')
        : undefined
      return sendPage(context, request, reply, screeningPage(context, visit, status, matching))
    },
  )

  app.get(
    '/screenings/:id/results.csv',
    { config, schema: { hide: true, params } },
    async (request, reply) => {
      const { id } = request.params
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="screening-${id}.csv"`)
        .send(await watchlist.screeningResults(signedIn(request).caller, id))
    },
  )

  app.post(
    '/screenings/:id/erase',
    { config, schema: { hide: true, params, body: formSchema([]) } },
    async (request, reply) => {
      await watchlist.eraseScreening(signedIn(request).caller, request.params.id)
      return leadTo(reply, '/screenings')
    },
  )
}
