import type { AlertSummary } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { destinationsFor, type Destination } from '../../layout/navigation.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { alertTable } from '../alerts/alert-table.ts'

export function startPage(
  context: ConsoleContext,
  visit: Visit,
  waiting: readonly AlertSummary[] | undefined,
): PageOptions {
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

function waitingForApproval(context: ConsoleContext, waiting: readonly AlertSummary[]): HtmlValue {
  return html`<section class="cw-section" aria-labelledby="waiting">
    <h2 class="govuk-heading-m" id="waiting">Waiting for approval</h2>
    ${
      waiting.length === 0
        ? html`<p class="govuk-body">No alert waits for approval.</p>`
        : alertTable(context, waiting, 'Alerts that wait for approval')
    }
  </section>`
}
