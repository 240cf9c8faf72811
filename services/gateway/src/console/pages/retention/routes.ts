import { closed, HoldSubject, ServiceError, Uuid } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Compile } from 'typebox/compile'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { FormView } from '../../forms/fields.ts'
import { emptyForm, formSchema, formValues, noProblems, problemCollector } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { retentionPage } from './retention-page.ts'

const config = { officers: rolesOf('retention') }
const isSubject = Compile(HoldSubject)

/** Retention of the access log and legal holds, for auditors. */
export function retentionPages(app: App, context: ConsoleContext): void {
  const { audit } = context.calls

  app.get('/retention', { config, schema: { hide: true } }, async (request, reply) =>
    show(request, reply, { values: emptyForm, problems: noProblems }),
  )

  app.post(
    '/retention/holds',
    { config, schema: { hide: true, body: formSchema(['kind', 'subject', 'reason']) } },
    async (request, reply) => {
      const values = formValues(request.body)
      const { problems, add } = problemCollector()
      const kind = values.one('kind')
      const subject = { kind, [kind]: values.one('subject') }
      const reason = values.one('reason')
      if (!isSubject.Check(subject))
        add('subject', 'Enter an officer, or the id of an alert, a record, a consent or a list')
      if (reason === '' || reason.length > 300)
        add('reason', 'Enter the proceeding or order, in 300 characters')
      if (!isSubject.Check(subject) || problems.size > 0)
        return show(request, reply, { values, problems }, 422)
      await audit.hold(signedIn(request).caller, { purpose: 'oversight', subject, reason })
      return leadTo(reply, '/retention')
    },
  )

  app.post(
    '/retention/holds/:id/lift',
    { config, schema: { hide: true, params: closed({ id: Uuid }), body: formSchema(['reason']) } },
    async (request, reply) => {
      const reason = formValues(request.body).one('reason')
      if (reason === '' || reason.length > 300) throw new ServiceError('invalid-request')
      await audit.lift(signedIn(request).caller, request.params.id, { purpose: 'oversight', reason })
      return leadTo(reply, '/retention')
    },
  )

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormView, status = 200) {
    const visit = signedIn(request)
    const report = await audit.retention(visit.caller)
    return sendPage(context, request, reply, { ...retentionPage(context, visit, report, form), status })
  }
}
