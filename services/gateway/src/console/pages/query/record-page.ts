import type { AlertRecord, QueryAnswer, QueryRequest, QueryResult } from '@crosswatch/protocol'
import { officerClassOf, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { emptyForm, noProblems, type FormProblems, type FormValues } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { contentView } from '../alerts/content-view.ts'
import { queryFields } from './read-query.ts'
import { resultCard } from './result.ts'

/**
 * The way from the answer to the record of one alert, for whom the answer does not name anybody: a step of its own, with its
 * purpose stated again. The query goes along, since only what it finds is opened.
 */
export function recordOffer(
  { policies }: Pick<ConsoleContext, 'policies'>,
  visit: Visit,
  values: FormValues,
  { purpose }: QueryRequest,
  { record }: Pick<QueryAnswer, 'record'>,
  { alert, label }: QueryResult,
): HtmlValue {
  const purposes = policies.purposesFor('view', officerClassOf(visit))
  if (label !== undefined || purposes.length === 0) return false
  const id = `record-purpose-${alert}`
  return postForm(
    { action: '/query/record', csrf: visit.csrf, classes: 'cw-record-step' },
    html`<p class="govuk-body-s">
        To compare, open what the alert says of its subject. That is a look of its own and is recorded as one.
      </p>
      ${selectField(
        { values: emptyForm, problems: noProblems },
        {
          name: 'purpose',
          id,
          label: 'What it is opened for',
          options: purposes.map((value) => ({ value, text: purposeTitles[value] })),
          value: purposes.includes(purpose) ? purpose : '',
        },
      )}
      ${queryFields
        .filter((field) => field !== 'purpose')
        .map((field) => hidden(field, field === 'mrz' ? values.block(field) : values.one(field)))}
      ${hidden('alert', alert)}${hidden('query', record)}
      ${button({ text: 'Open the record', kind: 'secondary' })}`,
  )
}

function hidden(name: string, value: string): HtmlValue {
  return value !== '' && html`<input type="hidden" name="${name}" value="${value}" />`
}

/** What was opened: the answer with what it rests on, and the alert compartment by compartment, as far as the role goes. */
export function recordPage(
  context: ConsoleContext,
  { result, identity, posting, grounds, record, at }: AlertRecord,
  offer: HtmlValue,
): PageOptions {
  const content = { ...(identity && { identity }), ...(posting && { posting }), ...(grounds && { grounds }) }
  return {
    title: 'Record of an alert',
    place: 'query',
    main: html`${heading('Record of an alert')}
      <h2 class="govuk-heading-m">What the query found</h2>
      ${resultCard(context, result, 0, offer)} ${contentView(context, content, 2)}
      <p class="cw-fine cw-receipt">
        This look is recorded under number <span class="cw-code">${record}</span>, ${context.times.exact(at)}.
      </p>
      ${nextQuery}`,
  }
}

/** Nothing was opened, and why. */
export function refusedRecordPage(problems: FormProblems): PageOptions {
  return {
    title: 'Error: Record of an alert',
    place: 'query',
    main: html`${errorSummary(problems)}${heading('Record of an alert')}${nextQuery}`,
  }
}

const nextQuery: Html = html`<p><a class="govuk-button" href="/query">Next query</a></p>`
