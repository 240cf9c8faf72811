import { measureKinds, type AlertMeasures, type JurisdictionMeasures } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { categoryTitles } from '../../words/alert-words.ts'
import { takenTitles } from '../../words/hit-words.ts'
import { measureTitles } from '../../words/measure-words.ts'

/** What each jurisdiction did about one alert, and the form to say what was done here. */
export function alertMeasuresPage(
  context: ConsoleContext,
  visit: Visit,
  { alert, category, issuer, jurisdictions }: AlertMeasures,
  form: FormView,
): PageOptions {
  const { countries, jurisdiction: own } = context
  return {
    title: form.problems.size > 0 ? 'Error: Measures' : 'Measures',
    place: 'measures',
    before: backLink(`/alerts/${alert}`, 'The alert'),
    main: html`${errorSummary(form.problems)}${heading('Measures', categoryTitles[category])}
      ${jurisdictions.map((one) => section(context, one))}
      <h2 class="govuk-heading-m">Report a measure</h2>
      <p class="govuk-body cw-narrow">
        ${
          issuer === own
            ? 'It stays with this node: the alert is its own.'
            : `It goes sealed to ${countries.nameOf(issuer)}, which issued the alert, and to nobody else.`
        }
      </p>
      ${reportForm(visit, alert, form)}`,
  }
}

function section(
  { countries, times }: ConsoleContext,
  { jurisdiction, hits, confirmed, notThisPerson, taken, measures }: JurisdictionMeasures,
): Html {
  return html`<section class="cw-section">
    <h2 class="govuk-heading-m">
      ${countries.nameOf(jurisdiction)} <span class="cw-code">${jurisdiction}</span>
    </h2>
    <p class="govuk-body">
      ${hitWords(hits, confirmed, notThisPerson)}${
        taken.length > 0 && ` Done there: ${taken.map((one) => takenTitles[one].toLowerCase()).join(', ')}.`
      }
    </p>
    ${
      measures.length === 0
        ? html`<p class="govuk-body">No measure was reported.</p>`
        : table(
            `Measures of ${countries.nameOf(jurisdiction)}`,
            [
              { title: 'Measure', value: ({ kind }) => measureTitles[kind] },
              { title: 'On', value: ({ day }) => times.day(`${day}T12:00:00.000Z`) },
              { title: 'Authority', value: ({ authority }) => html`<bdi>${authority}</bdi>` },
              { title: 'Reference', value: ({ reference }) => html`<bdi>${reference ?? '–'}</bdi>` },
              { title: 'Reported', value: ({ at }) => times.moment(at) },
            ],
            measures,
          )
    }
  </section>`
}

function hitWords(hits: number, confirmed: number, notThisPerson: number): HtmlValue {
  if (hits === 0) return 'No hit was confirmed.'
  return `Hits: ${hits}; the subject: ${confirmed}; somebody else: ${notThisPerson}.`
}

function reportForm(visit: Visit, alert: string, form: FormView): Html {
  return postForm(
    { action: `/alerts/${alert}/measures`, csrf: visit.csrf, classes: 'cw-narrow' },
    html`${selectField(form, {
      name: 'kind',
      label: 'What was done',
      empty: 'Choose',
      options: measureKinds.map((value) => ({ value, text: measureTitles[value] })),
    })}
    ${textField(form, { name: 'day', label: 'Day', type: 'date', width: 10 })}
    ${textField(form, { name: 'reference', label: 'Reference of the case', hint: 'optional; no names' })}
    ${button({ text: 'Report the measure' })}`,
  )
}
