import type { AlertSummary, Overview } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { destinationsFor, type Destination } from '../../layout/navigation.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { alertTable } from '../alerts/alert-table.ts'
import { overviewSection } from './overview-section.ts'

/** What waits for a second officer; unknown while the alerts service does not answer. */
export type Waiting = readonly AlertSummary[] | 'unknown'

/** What the start page says of the node today. */
export interface Today {
  /** For who decides on alerts. */
  readonly waiting: Waiting | undefined
  /** Alerts that end by themselves soon, for who keeps them. */
  readonly endingSoon: number
  /** For auditors; unknown while the audit service does not answer. */
  readonly overview: Overview | 'unknown' | undefined
  /** The list loses alerts. */
  readonly alarm: boolean
}

export function startPage(
  context: ConsoleContext,
  visit: Visit,
  { waiting, endingSoon, overview, alarm }: Today,
): PageOptions {
  return {
    title: 'Start',
    main: html`${heading('Start', context.ownName)}${alarm && indexAlarm()}${endingSoon > 0 && endsSoon(endingSoon)}${waiting && waitingForApproval(context, waiting)}${overview && overviewSection(context, overview)}
      <ul class="cw-cards">
        ${destinationsFor(visit).map(card)}
      </ul>`,
  }
}

function indexAlarm(): HtmlValue {
  return html`<div class="govuk-warning-text" role="alert">
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">Warning</span>
      Border queries may miss alerts. A check found alerts on the list that queries did not find. Tell the
      administrators: the watchlist must be restarted without its snapshot.
    </strong>
  </div>`
}

function endsSoon(count: number): HtmlValue {
  return html`<p class="govuk-body">
    <a class="govuk-link" href="/reviews-due">${count === 1 ? '1 alert ends' : `${count} alerts end`} soon</a>
    unless somebody looks at ${count === 1 ? 'it' : 'them'} again.
  </p>`
}

function card({ href, title, about }: Destination): HtmlValue {
  return html`<li class="cw-card">
    <h2 class="govuk-heading-s"><a class="govuk-link" href="${href}">${title}</a></h2>
    <p class="govuk-body-s">${about}</p>
  </li>`
}

function waitingForApproval(context: ConsoleContext, waiting: Waiting): HtmlValue {
  return html`<section class="cw-section" aria-labelledby="waiting">
    <h2 class="govuk-heading-m" id="waiting">Waiting for approval</h2>
    ${waitingTable(context, waiting)}
  </section>`
}

function waitingTable(context: ConsoleContext, waiting: Waiting): HtmlValue {
  if (waiting === 'unknown') {
    return html`<p class="govuk-body">The alerts service does not answer at the moment.</p>`
  }
  if (waiting.length === 0) return html`<p class="govuk-body">No alert waits for approval.</p>`
  return alertTable(context, waiting, 'Alerts that wait for approval')
}
