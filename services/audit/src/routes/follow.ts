import { FollowAnswer, FollowRequest } from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import type { AuditContext } from '../context.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { follow } from '../search/follow.ts'

/** One alert through every look at it, or one officer through all of theirs: `POST /v1/records/follow`. */
export function followRoutes(app: App, context: AuditContext): void {
  app.post(
    '/v1/records/follow',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Every look at one alert, or every look of one officer, counted',
        body: FollowRequest,
        response: { 200: FollowAnswer, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, subject, ...times } = body
      const filter = {
        ...times,
        ...(subject.kind === 'alert' ? { alert: subject.alert } : { officer: subject.officer }),
      }
      const reading: Reading = {
        officer,
        operation: 'record.follow',
        purpose,
        terms: { ...(reference === undefined ? {} : { reference }), query: filter },
      }
      await admit(context, reading)
      await context.index.catchUp()
      const answer = await follow(context.connection, filter)
      await recordReading(context, reading, { outcome: 'done', count: answer.looks, alerts: [] })
      return answer
    },
  )
}
