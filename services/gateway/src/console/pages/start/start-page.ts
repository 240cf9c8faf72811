import type { AlertSummary } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { destinationsFor, type Destination } from '../../layout/navigation.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { alertTable } from '../alerts/alert-table.ts'

/** What waits for a second officer; unknown while the alerts service does not answer. */
export type Waiting = readonly AlertSummary[] | 'unknown'

export function startPage(context: ConsoleContext, visit: Visit, waiting: Waiting | undefined): PageOptions {
  return {
    title: 'Start',
    main: html`${heading('Start', context.ownName)}${waiting && waitingForApproval(context, waiting)}
      <ul class="cw-cards">
        ${destinationsFor(visit).map(card)}
      </ul>`,
  }
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
