import { operations, outcomes, purposes, type RecordList, type RecordSummary } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { operationTitles, outcomeColours, outcomeTitles, purposeTitles } from '../../words/access-words.ts'
import { handOn } from './hand-on.ts'
import { searchFields } from './read-search.ts'

/** The access log: what is looked for, and what was found. */
export function searchPage(
  context: ConsoleContext,
  visit: Visit,
  form: FormView,
  found: RecordList | undefined,
): PageOptions {
  return {
    title: form.problems.size > 0 ? 'Error: Access log' : 'Access log',
    place: 'log',
    main: html`${errorSummary(form.problems)}
      <div class="cw-title-row">
        ${heading('Access log')}
        <a class="govuk-button govuk-button--secondary" href="/log/export" download="access-log.ndjson"
          >Download the whole log</a
        >
      </div>
      ${searchForm(visit, form)}${
        found === undefined
          ? html`<p class="govuk-hint">
              Reading the log is itself recorded. The download is verified offline with
              <span class="cw-code">crosswatch audit verify</span>.
            </p>`
          : results(context, visit, form, found)
      }`,
  }
}

function searchForm(visit: Visit, form: FormView): Html {
  const choice = <V extends string>(
    name: string,
    label: string,
    values: readonly V[],
    titles: Readonly<Record<V, string>>,
  ) =>
    selectField(form, {
      name,
      label,
      empty: 'Any',
      options: values.map((value) => ({ value, text: titles[value] })),
    })
  return postForm(
    { action: '/log', csrf: visit.csrf, classes: 'cw-filter' },
    html`${textField(form, { name: 'officer', label: 'Officer', width: 20 })}
    ${textField(form, { name: 'authority', label: 'Authority', width: 20 })}
    ${choice('operation', 'Operation', operations, operationTitles)}
    ${choice('recordedPurpose', 'Purpose', purposes, purposeTitles)}
    ${choice('outcome', 'Outcome', outcomes, outcomeTitles)}
    ${textField(form, { name: 'from', label: 'From (UTC)', type: 'datetime-local' })}
    ${textField(form, { name: 'to', label: 'To (UTC)', type: 'datetime-local' })}
    ${textField(form, { name: 'alert', label: 'Alert number', code: true })}
    ${textField(form, { name: 'reference', label: 'Your reference', width: 20 })}
    ${button({ text: 'Search' })}`,
  )
}

function results(
  context: ConsoleContext,
  visit: Visit,
  form: FormView,
  { records, next }: RecordList,
): HtmlValue {
  if (records.length === 0) return html`<p class="govuk-body">No record fits.</p>`
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Records">
      <table class="govuk-table cw-table">
        <caption class="govuk-visually-hidden">
          Records, youngest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Officer</th>
            <th scope="col">Operation</th>
            <th scope="col">Purpose</th>
            <th scope="col">Outcome</th>
            <th scope="col">Alerts</th>
            <th scope="col" class="cw-number">Place in the log</th>
          </tr>
        </thead>
        <tbody>
          ${records.map((record) => row(context, record))}
        </tbody>
      </table>
    </div>
    ${handOn(
      visit,
      records.map(({ record }) => record.id),
    )}${next !== null && nextPage(visit, form, next)}`
}

function row({ times }: ConsoleContext, { index, record }: RecordSummary): Html {
  const { id, at, officer, authority, operation, purpose, outcome, reason, alerts, count } = record
  return html`<tr>
    <th scope="row" class="cw-nowrap"><a class="govuk-link" href="/log/${id}">${times.exact(at)}</a></th>
    <td>
      <bdi>${officer}</bdi><br /><span class="cw-muted"><bdi>${authority}</bdi></span>
    </td>
    <td>${operationTitles[operation]}</td>
    <td>${purpose === undefined ? '–' : purposeTitles[purpose]}</td>
    <td>
      <strong class="govuk-tag govuk-tag--${outcomeColours[outcome]} cw-tag"
        >${outcomeTitles[outcome]}</strong
      >
      ${reason && html`<br /><span class="cw-muted">${reason}</span>`}
    </td>
    <td>${touched(alerts, count)}</td>
    <td class="cw-number">${index === null ? 'being placed' : index}</td>
  </tr>`
}

function touched(alerts: RecordSummary['record']['alerts'], count: number | undefined): HtmlValue {
  if (alerts.length === 0) return count === undefined || count === 0 ? '–' : `${count} in all`
  const issuers = [...new Set(alerts.map(({ issuer }) => issuer))].join(', ')
  return `${alerts.length} of ${issuers}`
}

/** The next page is asked for with the same search: by POST, since it names an officer. */
function nextPage(visit: Visit, { values }: FormView, next: string): Html {
  const kept = searchFields.filter((field) => field !== 'after' && values.one(field) !== '')
  return postForm(
    { action: '/log', csrf: visit.csrf },
    html`${kept.map((field) => html`<input type="hidden" name="${field}" value="${values.one(field)}" />`)}
      <input type="hidden" name="after" value="${next}" />
      ${button({ text: 'Older records', kind: 'secondary' })}`,
  )
}
