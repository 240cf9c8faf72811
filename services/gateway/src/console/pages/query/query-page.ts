import type { QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { emptyForm, formValues, noProblems, type FormValues } from '../../forms/form.ts'
import type { FormView } from '../../forms/fields.ts'
import { html, type Html } from '../../html/html.ts'
import type { PageOptions } from '../../layout/page.ts'
import { ageWords } from '../../words/times.ts'
import { confirmOffer } from '../hits/offer.ts'
import { clearedNotice, overrideOffer } from '../overrides/offer.ts'
import { askedPart } from './asked.ts'
import { queryForm } from './query-form.ts'
import { resultCard } from './result.ts'
import { recordOffer } from './record-page.ts'
import { isExercise, verdictBand, verdictLegend, verdictWords } from './verdict.ts'
import { victimReminder } from './victims.ts'

/** The form alone: the first query of the day, or one to be corrected. */
export function questionPage(
  context: ConsoleContext,
  visit: Visit,
  given: Partial<FormView> = {},
): PageOptions {
  const form: FormView = { values: given.values ?? emptyForm, problems: given.problems ?? noProblems }
  const wrong = form.problems.size > 0
  return {
    title: wrong ? 'Error: Border query' : 'Border query',
    place: 'query',
    main: html`${mainHeading}
      <div class="cw-query">
        <div class="cw-query__answer">
          ${errorSummary(form.problems)}
          <p class="govuk-body cw-query__idle">
            Scan a document, or type what you know. A name, a number or a contact is enough. Every check is
            recorded with your name, the purpose and the outcome.
          </p>
          ${!wrong && verdictLegend()}${victimReminder(context.victimHotline, false)}
        </div>
        ${askSection(
          'Query',
          queryForm(context, visit, {
            form,
            ...(wrong ? {} : { focus: form.values.one('name') === '' ? 'mrz' : 'name' }),
          }),
        )}
      </div>`,
  }
}

export interface Answered {
  readonly values: FormValues
  readonly request: QueryRequest
  readonly answer: QueryAnswer
}

/** The answer, with the form for the next query beside it, ready to be typed into. */
export function answerPage(context: ConsoleContext, visit: Visit, answered: Answered): PageOptions {
  const { values, request, answer } = answered
  const { times } = context
  const urgent = answer.results.some(({ cautions }) => cautions.includes('possible-victims-with-subject'))
  const next: FormView = { values: keptValues(request), problems: noProblems }
  return {
    title: `${isExercise(answer) ? 'EXERCISE ' : ''}${verdictWords[answer.verdict]}: Border query`,
    place: 'query',
    main: html`${mainHeading}
      <div class="cw-query">
        <section class="cw-query__answer" aria-label="Answer">
          ${verdictBand(answer, request.purpose, times)} ${clearedNotice(answer)}
          ${answer.results.map((result, index) =>
            resultCard(context, result, index, [
              recordOffer(context, visit, values, request, answer, result),
              confirmOffer(context, visit, result),
              overrideOffer(visit, request, answer, result),
            ]),
          )}
          ${askedPart(context, visit, values, request, answer)}
          ${victimReminder(context.victimHotline, urgent)}
          <p class="cw-fine cw-receipt">
            This look is recorded under number <span class="cw-code">${answer.record}</span>. Searched:
            ${answer.index.alerts.toLocaleString('en')} alerts, list ${answer.index.sequence}, checked for
            changes ${ageWords(answer.index.ageMs)}.
          </p>
        </section>
        ${askSection('Next query', queryForm(context, visit, { form: next, focus: 'mrz', answerId: 'verdict' }))}
      </div>`,
  }
}

/** Seen by everybody in the navigation; heard first by who listens. */
const mainHeading = html`<h1 class="govuk-visually-hidden">Border query</h1>`

function askSection(title: string, form: Html): Html {
  return html`<section class="cw-query__ask" aria-labelledby="ask">
    <h2 class="govuk-heading-m" id="ask">${title}</h2>
    ${form}
  </section>`
}

/**
 * The next person is another person: nothing about the last one stays in the form. The purpose stays; a control
 * reference (a flight, a bus) holds for many checks, a case reference for one.
 */
function keptValues({ purpose, reference = '' }: QueryRequest): FormValues {
  const forMany = purpose === 'border-check' || purpose === 'pre-departure-screening'
  return formValues({ purpose, reference: forMany ? reference : '' })
}
