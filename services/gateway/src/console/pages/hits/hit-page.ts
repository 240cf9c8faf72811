import type { HitDetail, HitReport } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import type { FormView } from '../../forms/fields.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { categoryTitles } from '../../words/alert-words.ts'
import { takenTitles } from '../../words/hit-words.ts'
import { custodyChain } from './custody.ts'
import { hitTags } from './hits-page.ts'
import { threadSteps } from './thread-steps.ts'
import { threadView } from './thread-view.ts'

/** One hit: the report, the thread with the other side, and what an officer can say next. */
export function hitPage(
  context: ConsoleContext,
  visit: Visit,
  detail: HitDetail,
  form: FormView,
): PageOptions {
  const { hit, report, messages } = detail
  const title = `Hit reported by ${context.countries.nameOf(hit.reporter)}`
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'hits',
    before: backLink('/hits', 'Hits'),
    main: html`${errorSummary(form.problems)}${heading(title, categoryTitles[hit.category])}
      <p class="cw-standing">
        ${hitTags(hit)}
        ${hit.state === 'open' && html`<span>The issuer answers by ${context.times.moment(hit.dueBy)}</span>`}
      </p>
      <div class="cw-detail">
        <div class="cw-detail__content">
          ${
            messages.length === 0
              ? html`<h2 class="govuk-heading-m">Thread</h2>
                  <p class="govuk-body">Nobody has written yet.</p>`
              : threadView(context, messages)
          }
          ${custodyChain(context, messages)}
        </div>
        <aside class="cw-detail__side" aria-label="Report and steps">
          ${reportFacts(context, detail, report)}${threadSteps(context, visit, detail, form)}
        </aside>
      </div>`,
  }
}

function reportFacts({ countries, times }: ConsoleContext, { hit }: HitDetail, report: HitReport): Html {
  const { desk, phone, email, hours } = report.contact
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['When, to the hour', times.moment(report.at)],
    ['Where', html`<bdi dir="auto">${report.place}</bdi>`],
    ['Done', takenTitles[report.taken]],
    [
      'Whom to call',
      html`<bdi dir="auto"
        >${[desk, phone, email, hours].filter((part) => part !== undefined).join(', ')}</bdi
      >`,
    ],
    ['Note', report.note !== undefined && html`<bdi dir="auto">${report.note}</bdi>`],
    ['Issuer of the alert', countries.nameOf(hit.issuer)],
    ['Alert', html`<span class="cw-code">${hit.alert}</span>, version ${hit.version}`],
    ['Number of the hit', html`<span class="cw-code">${hit.id}</span>`],
  ]
  return html`<h2 class="govuk-heading-s">Report</h2>
    <dl class="cw-side-facts">
      ${rows.map(
        ([name, value]) =>
          value !== false &&
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`
}
