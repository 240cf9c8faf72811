import { purposes, ServiceError, survivorCategories, Uuid, type ReleaseQuestion } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Compile } from 'typebox/compile'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import {
  emptyForm,
  formSchema,
  formValues,
  noProblems,
  problemCollector,
  type FormValues,
} from '../../forms/form.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { releaseFields, releasePage } from './release-page.ts'

const config = { officers: rolesOf('releases') }
const uuid = Compile(Uuid)

/** Survivor information, asked for by the officer who needs it. */
export function releasePages(app: App, context: ConsoleContext): void {
  app.get('/survivor-information', { config, schema: { hide: true } }, async (request, reply) => {
    const form = { values: emptyForm, problems: noProblems }
    return sendPage(context, request, reply, releasePage(context, signedIn(request), form))
  })

  app.post(
    '/survivor-information',
    { config, schema: { hide: true, body: formSchema(releaseFields) } },
    async (request, reply) => {
      const visit = signedIn(request)
      const values = formValues(request.body)
      const { question, problems } = readQuestion(values)
      if (question === undefined) {
        const view = releasePage(context, visit, { values, problems })
        return sendPage(context, request, reply, { ...view, status: 422 })
      }
      try {
        const released = await context.calls.consent.release(visit.caller, question)
        return await sendPage(
          context,
          request,
          reply,
          releasePage(context, visit, { values, problems }, released),
        )
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code === 'not-recorded') throw error
        const said = new Map([['', [error.title, error.detail].filter(Boolean).join(' ')]])
        const view = releasePage(context, visit, { values, problems: said })
        return sendPage(context, request, reply, { ...view, status: error.status })
      }
    },
  )
}

function readQuestion(values: FormValues) {
  const { problems, add } = problemCollector()
  const [origin, consent, legalBasis, reference] = ['origin', 'consent', 'legalBasis', 'reference'].map(
    (field) => values.one(field),
  )
  const purpose = purposes.find((one) => one === values.one('purpose'))
  const categories = survivorCategories.filter((one) => values.all('categories').includes(one))
  if (!origin) add('origin', 'Choose the jurisdiction')
  if (!consent || !uuid.Check(consent)) add('consent', 'Enter the reference as it was given to you')
  if (!legalBasis) add('legalBasis', 'Enter the legal basis')
  if (purpose === undefined) add('purpose', 'Choose the purpose')
  if (categories.length === 0) add('categories', 'Choose what you need to know')
  if (problems.size > 0 || !origin || !consent || !legalBasis || purpose === undefined) return { problems }
  const question: ReleaseQuestion = {
    origin,
    consent,
    purpose,
    legalBasis,
    categories,
    ...(reference ? { reference } : {}),
  }
  return { question, problems }
}
