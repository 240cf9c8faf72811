import { ServiceError, type FollowRequest } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { formSchema, formValues, type FormValues } from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { followPage } from './follow-page.ts'

/** From a record to everything about its officer or one of its alerts. */
export function followPages(app: App, context: ConsoleContext): void {
  app.post(
    '/log/follow',
    { config: { officers: rolesOf('log') }, schema: { hide: true, body: formSchema(['officer', 'alert']) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const subject = subjectOf(formValues(request.body))
      const answer = await context.calls.audit.follow(visit.caller, { purpose: 'oversight', subject })
      return sendPage(context, request, reply, followPage(context, visit, subject, answer))
    },
  )
}

/** The forms are our own buttons: anything else in them is nobody's typing error. */
function subjectOf(values: FormValues): FollowRequest['subject'] {
  const [alert, officer] = [values.one('alert'), values.one('officer')]
  if (alert !== '') return { kind: 'alert', alert }
  if (officer !== '') return { kind: 'officer', officer }
  throw new ServiceError('invalid-request')
}
