import { Released, ReleaseQuestion } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import type { ConsentContext } from '../context.ts'
import { askForRelease, type OpenQuestions } from '../work/ask.ts'

/** Survivor information, opened once by its origin for the officer who asks. */
export function releaseRoutes(app: App, context: ConsentContext, questions: OpenQuestions): void {
  app.post(
    '/v1/releases',
    {
      // Who may is decided by the policies, so that a refusal is on record too.
      config: { roles: allRoles },
      schema: {
        summary: 'Ask the origin of a consent to open survivor information once',
        body: ReleaseQuestion,
        response: { 200: Released },
      },
    },
    async ({ officer, body }) => askForRelease(context, questions, officer, body),
  )
}
