import {
  categoryRules,
  withdrawalReasons,
  type AlertDetail,
  type RecipientsPreview,
} from '@crosswatch/protocol'

import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import {
  categoryTitles,
  compartmentTitles,
  endTitles,
  stateTitles,
  withdrawalTitles,
} from '../../words/alert-words.ts'
import { drillTag, stateTags } from './alert-table.ts'
import { contentView } from './content-view.ts'
import { duplicatesPart, type Duplicates } from './duplicates.ts'
import { licencesPart, type Licences } from './licences.ts'
import { impactView, type Impact } from './impact-view.ts'
import { confirmButton, recipientsPreview } from './recipients-preview.ts'
import { flagFields, flagList } from './flag-step.ts'
import { stepsFor, whoMustAct } from './standing.ts'

/** What officers see before a change goes out. */
export interface Beforehand {
  readonly preview: RecipientsPreview | undefined
  readonly impact: Impact | undefined
  readonly duplicates: Duplicates
  readonly licences: Licences
}

export function detailPage(
  context: ConsoleContext,
  visit: Visit,
  detail: AlertDetail,
  form: FormView,
  before: Beforehand,
): PageOptions {
  const { summary, content, draft, returned } = detail
  const label = summary.label || 'No name'
  const wrong = form.problems.size > 0
  const next = whoMustAct(summary)
  return {
    title: `${wrong ? 'Error: ' : ''}Alert`,
    place: 'alerts',
    before: backLink('/alerts', 'All alerts'),
    main: html`${errorSummary(form.problems)}
      ${heading(html`<bdi dir="auto">${label}</bdi>`, categoryTitles[summary.category])}
      <p class="cw-standing">
        ${stateTags(summary)}${summary.mode === 'exercise' && html` ${drillTag}`}
        ${next !== '–' && html`<span>Next: ${next}</span>`}
      </p>
      ${
        returned !== undefined &&
        html`<p class="cw-caution">Returned by a supervisor: <bdi dir="auto">${returned}</bdi></p>`
      }
      <div class="cw-detail">
        <div class="cw-detail__content">
          ${
            draft !== null &&
            html`<section class="cw-change" aria-labelledby="change">
              <h2 class="govuk-heading-m" id="change">The change that waits</h2>
              ${contentView(context, draft, 3)}
            </section>`
          }
          ${draft !== null && html`<h2 class="govuk-heading-m">In force</h2>`}
          ${contentView(context, content, draft === null ? 2 : 3)}
          ${before.duplicates !== undefined && duplicatesPart(before.duplicates)}
          ${before.licences !== undefined && licencesPart(before.licences)}
        </div>
        <aside class="cw-detail__side" aria-label="Steps and facts">
          ${steps(context, visit, detail, form, before)}${facts(context, detail)}
        </aside>
      </div>`,
  }
}

function steps(
  context: ConsoleContext,
  visit: Visit,
  detail: AlertDetail,
  form: FormView,
  before: Beforehand,
): HtmlValue {
  const { id } = detail.summary
  const { preview, impact } = before
  const offered = stepsFor(visit, detail)
  const step = (name: string, content: HtmlValue) =>
    postForm({ action: `/alerts/${id}/${name}`, csrf: visit.csrf, classes: 'cw-step' }, content)
  const parts = [
    impact && impactView(impact),
    preview && recipientsPreview(context, preview),
    offered.approve && preview && step('approve', confirmButton(preview)),
    offered.approvedByAnother &&
      html`<p class="govuk-body-s">You wrote this, so a second officer must approve it.</p>`,
    offered.submit && step('submit', button({ text: 'Submit for approval' })),
    offered.edit &&
      html`<p>
        <a class="govuk-button govuk-button--secondary" href="/alerts/${id}/edit">
          ${detail.summary.version === 0 || offered.submit ? 'Edit' : 'Write the next version'}
        </a>
      </p>`,
    offered.extend &&
      disclosure(
        'Extend',
        step(
          'extend',
          html`${textField(form, { name: 'validUntil', label: 'Stands until', type: 'date', width: 10 })}
          ${textArea(form, {
            name: 'statement',
            label: 'Why it is still adequate, relevant and important enough',
            hint: 'An assessment of its own: not that of the version in force.',
            rows: 4,
            maxlength: 300,
          })}
          ${button({ text: 'Propose to a second officer', kind: 'secondary' })}`,
        ),
        form.problems.has('validUntil') || form.problems.has('statement'),
      ),
    offered.return &&
      disclosure(
        'Return to the drafter',
        step(
          'return',
          html`${textArea(form, { name: 'note', label: 'What must change', rows: 3, maxlength: 300 })}
          ${button({ text: 'Return', kind: 'secondary' })}`,
        ),
        form.problems.has('note'),
      ),
    offered.discard &&
      disclosure('Discard', step('discard', button({ text: 'Discard the draft', kind: 'warning' }))),
    offered.withdraw &&
      disclosure(
        'Withdraw',
        step(
          'withdraw',
          html`${selectField(form, {
            name: 'reason',
            label: 'Reason',
            empty: 'Choose',
            options: withdrawalReasons.map((value) => ({ value, text: withdrawalTitles[value] })),
          })}
          ${button({ text: 'Withdraw everywhere', kind: 'warning' })}`,
        ),
        form.problems.has('reason'),
      ),
    offered.flag &&
      disclosure(
        'Flag as not actionable here',
        step('flag', flagFields(form)),
        form.problems.has('flagReason'),
      ),
    offered.unflag && step('unflag', button({ text: 'Lift the flag', kind: 'secondary' })),
  ].filter((part) => part !== false && part !== undefined)
  return (
    parts.length > 0 &&
    html`<section class="cw-steps" aria-labelledby="steps">
      <h2 class="govuk-heading-s" id="steps">Steps</h2>
      ${parts}
    </section>`
  )
}

function disclosure(title: string, content: HtmlValue, open = false): Html {
  return html`<details class="govuk-details" ${open && html` open`}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${title}</span>
    </summary>
    <div class="govuk-details__text">${content}</div>
  </details>`
}

function facts(context: ConsoleContext, detail: AlertDetail): Html {
  const { times, countries } = context
  const { summary, issuedAt, drafter, approver, recipients, flags } = detail
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['Issuer', html`${countries.nameOf(summary.issuer)} <span class="cw-code">${summary.issuer}</span>`],
    ['Version', summary.version === 0 ? 'not issued yet' : summary.version],
    ['Issued', issuedAt !== null && times.moment(issuedAt)],
    [
      stateTitles[summary.state],
      (summary.state === 'withdrawn' || summary.state === 'expired') && times.moment(summary.updatedAt),
    ],
    ['Because', detail.reason !== undefined && (endTitles[detail.reason] ?? detail.reason)],
    [
      'Erased by',
      summary.origin === 'own' &&
        (summary.state === 'withdrawn' || summary.state === 'expired') &&
        html`<a class="govuk-link" href="/erasures">Who has erased it, and who has not</a>`,
    ],
    ['Valid until', times.day(summary.validUntil)],
    ['Review by', times.day(summary.reviewBy)],
    ['Drafter', drafter !== null && html`<bdi>${drafter}</bdi>`],
    ['Approver', approver !== null && html`<bdi>${approver}</bdi>`],
    ['On a hit', categoryRules[summary.category].instruction],
    [
      'Sent to',
      recipients.length > 0 &&
        html`<ul class="govuk-list cw-list-s">
          ${recipients.map(
            ({ jurisdiction, compartments, presumed }) =>
              html`<li>
                ${countries.nameOf(jurisdiction)} <span class="cw-code">${jurisdiction}</span>:
                ${compartments.map((name) => titleOf(name)).join(', ')}${presumed && '. It may have it: the alert was read back from the feed, which does not say who got it'}
              </li>`,
          )}
        </ul>`,
    ],
    [
      'Measures',
      summary.version > 0 &&
        html`<a class="govuk-link" href="/alerts/${summary.id}/measures">What was done about it</a>`,
    ],
    ['Not acted upon in', flags.length > 0 && flagList(context, flags)],
    ['Alert', html`<span class="cw-code">${summary.id}</span>`],
  ]
  return html`<dl class="cw-side-facts">
    ${rows.map(
      ([title, value]) =>
        value !== false &&
        html`<div>
          <dt>${title}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

function titleOf(compartment: string): string {
  const known = Object.entries(compartmentTitles).find(([name]) => name === compartment)
  return known?.[1] ?? compartment
}
