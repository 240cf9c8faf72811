import { closed, reviewVerdicts, type SampleRequest, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import {
  emptyForm,
  formSchema,
  formValues,
  type FormValues,
  noProblems,
  problemCollector,
  tooLong,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { reviewsPage, verdictField } from './reviews-page.ts'

const config = { officers: rolesOf('reviews') }
const params = closed({ id: Uuid })

/** The queue of looks that auditors decide on. */
export function reviewPages(app: App, context: ConsoleContext): void {
  const { audit } = context.calls

  app.get('/reviews', { config, schema: { hide: true } }, async (request, reply) =>
    show(request, reply, { values: emptyForm, problems: noProblems }),
  )

  app.post(
    '/reviews/sample',
    { config, schema: { hide: true, body: formSchema(['count', 'from', 'authority']) } },
    async (request, reply) => {
      const values = formValues(request.body)
      const { sample, problems } = readSample(values)
      if (sample === undefined) return show(request, reply, { values, problems }, 422)
      const { drawn } = await audit.sample(signedIn(request).caller, sample)
      if (drawn > 0) return leadTo(reply, '/reviews')
      const none = new Map([['from', 'No look since then that is not in the queue already']])
      return show(request, reply, { values, problems: none }, 422)
    },
  )

  app.post(
    '/reviews/:id/verdict',
    { config, schema: { hide: true, params, body: formSchema(['verdict', 'note']) } },
    async (request, reply) => {
      const values = formValues(request.body)
      const verdict = reviewVerdicts.find((candidate) => candidate === values.one('verdict'))
      const { id } = request.params
      if (verdict === undefined) {
        const problems = new Map([[verdictField(id), 'Choose what you found']])
        return show(request, reply, { values, problems }, 422)
      }
      const note = values.one('note')
      await audit.decide(signedIn(request).caller, id, {
        purpose: 'oversight',
        verdict,
        ...(note === '' ? {} : { note }),
      })
      return leadTo(reply, '/reviews')
    },
  )

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormView, status = 200) {
    const visit = signedIn(request)
    const list = await audit.reviews(visit.caller)
    return sendPage(context, request, reply, { ...reviewsPage(context, visit, list, form), status })
  }
}

function readSample(values: FormValues) {
  const { problems, add } = problemCollector()
  const count = Number(values.one('count'))
  const day = values.one('from')
  const authority = values.one('authority')
  const from = new Date(`${day}T00:00:00.000Z`)
  if (!Number.isInteger(count) || count < 1 || count > 200) add('count', 'Enter a number from 1 to 200')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(from.getTime())) add('from', 'Enter a day')
  if (authority.length > 120) add('authority', tooLong('the authority', 120))
  if (problems.size > 0) return { problems }
  const sample: SampleRequest = {
    purpose: 'oversight',
    count,
    from: from.toISOString(),
    ...(authority === '' ? {} : { authority }),
  }
  return { problems, sample }
}
