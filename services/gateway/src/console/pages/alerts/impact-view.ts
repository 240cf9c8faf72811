import { ServiceError, type AlertDetail, type ImpactEstimate, type RoundedCount } from '@crosswatch/protocol'
import type { Caller } from '../../../calls/call.ts'
import type { WatchlistCalls } from '../../../calls/watchlist.ts'
import { html, type Html } from '../../html/html.ts'
import { changeOf } from './standing.ts'

/** What the watchlist estimates; `unknown` while it does not answer. */
export type Impact = ImpactEstimate | 'unknown'

/** The impact of the change that waits, if there is one that names somebody. */
export async function impactOf(
  watchlist: Pick<WatchlistCalls, 'impact'>,
  caller: Caller,
  { summary, content, draft }: AlertDetail,
): Promise<Impact | undefined> {
  const { identity, purposes } = draft ?? content
  if (changeOf(summary) === null || identity === undefined || purposes === undefined) return undefined
  try {
    return await watchlist.impact(caller, { identity, purposes })
  } catch (error) {
    // An alert can be decided upon while the estimate is away.
    if (error instanceof ServiceError && error.status >= 500) return 'unknown'
    throw error
  }
}

/** How many of the last queries the alert would have met: many say that it is too broad. */
export function impactView(impact: Impact): Html {
  if (impact === 'unknown')
    return html`<p class="govuk-body-s">The impact cannot be estimated at the moment.</p>`
  const { queries, days, hits, possible } = impact
  if (queries === 0) {
    return html`<section aria-labelledby="impact">
      <h2 class="govuk-heading-s" id="impact">Impact</h2>
      <p class="govuk-body-s">
        Nobody asked at this node in the last ${days} days, so there is nothing to estimate it from.
      </p>
    </section>`
  }
  return html`<section aria-labelledby="impact">
    <h2 class="govuk-heading-s" id="impact">Impact</h2>
    <p class="govuk-body-s">
      Of ${queries === 1 ? 'the only query' : `${queries.toLocaleString('en')} queries`} at this node in the
      last ${days} days it would have met
      <strong>${countWords(hits)}</strong> by a number, or by name and birth year, and
      <strong>${countWords(possible)}</strong> by name alone. Spelling variants come on top.
    </p>
  </section>`
}

function countWords({ atLeast, atMost }: RoundedCount): string {
  return atLeast === atMost ? atLeast.toLocaleString('en') : `fewer than ${atMost + 1}`
}
