import { Purpose, QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import { allRoles, problemResponse, untilNextStep, type App } from '@crosswatch/service-kit'
import { Compile } from 'typebox/compile'
import type { WatchlistContext } from '../context.ts'
import type { ListFeed } from '../feed/list-feed.ts'
import type { Watchlist } from '../list/watchlist.ts'
import type { ActiveOverrides } from '../overrides/active-overrides.ts'
import { travellerOf } from '../overrides/traveller.ts'
import type { RecallSampler } from '../recall/recall-sampler.ts'
import type { RecentQueries } from '../impact/recent-queries.ts'
import { toResult, verdictOf } from '../query/answer.ts'
import { counts, decideQuery } from '../query/decide.ts'
import { padAnswer } from '../query/pad-answer.ts'
import { readQuestion, tidySubject } from '../query/question.ts'
import { answeredRecord, deniedRecord, unknownPurposeRecord } from '../query/record.ts'

/** Alerts shown for one query. */
export const queryLimit = 20
const knownPurpose = Compile(Purpose)

/**
 * The border query: `POST /v1/queries`.
 *
 * Decide, match, record, answer, in this order and the same for hit and no hit. The answer leaves when its record is
 * durable. Open to every role, so that what is refused is decided in one place and recorded too.
 */
export function queryRoutes(
  app: App,
  context: WatchlistContext,
  list: Watchlist,
  feed: ListFeed,
  overrides: Pick<ActiveOverrides, 'sift'>,
  sampler: Pick<RecallSampler, 'offer'>,
  recent: Pick<RecentQueries, 'note'>,
): void {
  const { accessLog, clock, members, metrics, phoneCountry, policies } = context

  app.post(
    '/v1/queries',
    {
      config: { roles: allRoles },
      attachValidation: true,
      bodyLimit: 64 * 1024,
      async onSend(_request, reply, payload) {
        if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
        const padded = padAnswer(payload)
        await untilNextStep(() => reply.elapsedTime)
        return padded
      },
      schema: {
        summary: 'Whether a person, an agency or a job offer is on the list, and what to do',
        description:
          'The answer is padded with spaces to one of a few sizes, and leaves at one of a few times.',
        body: QueryRequest,
        response: { 200: QueryAnswer, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async (request): Promise<QueryAnswer> => {
      const { officer } = request
      if (request.validationError !== undefined) {
        if (asksForUnknownPurpose(request.body)) {
          await accessLog.append(unknownPurposeRecord(officer))
          metrics.answered('denied')
        }
        throw request.validationError
      }

      const at = clock()
      const { purpose, reference } = request.body
      const subject = tidySubject(request.body.subject)
      const decision = decideQuery(policies, officer, request.body)
      const look = { officer, decision, purpose, subject, ...(reference !== undefined && { reference }) }
      if (decision.refusal !== undefined) {
        await accessLog.append(deniedRecord(look))
        metrics.answered('denied')
        throw decision.refusal
      }

      const { zone, read } = readQuestion(subject, phoneCountry)

      const matched = metrics.matching()
      const everything = list.find(subject, {
        limit: queryLimit,
        phoneCountry,
        admits: (alert) => counts(alert, purpose, at),
      })
      matched()
      const { shown: found, cleared } = overrides.sift(everything, travellerOf(subject, read), at)
      const verdict = verdictOf(found, policies)
      const index = { alerts: list.size(), sequence: feed.sequence(), ageMs: feed.ageMs() }
      const record = await accessLog.append(answeredRecord(look, verdict, { found, cleared }, index.sequence))
      metrics.answered(verdict)
      sampler.offer({ subject, purpose, at })
      recent.note(purpose, [subject, read])
      return {
        verdict,
        results: found.map((one) => toResult(one, members, decision, policies)),
        ...(cleared.length > 0 && { cleared }),
        index,
        record,
        ...(zone && { zone }),
        ...(read && { read }),
        at: at.toISOString(),
      }
    },
  )
}

function asksForUnknownPurpose(body: unknown): boolean {
  const purpose: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'purpose') : undefined
  return typeof purpose === 'string' && !knownPurpose.Check(purpose)
}
