import type { MeasureBoard, MeasureCounts } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { categoryTitles } from '../../words/alert-words.ts'

/** The board of measures: alerts about which something was done, by numbers, and who is silent. */
export function measuresPage(context: ConsoleContext, { alerts }: MeasureBoard): PageOptions {
  const { countries } = context
  const names = (codes: readonly string[]): HtmlValue =>
    codes.length === 0 ? '–' : codes.map((code) => countries.nameOf(code)).join(', ')
  return {
    title: 'Measures',
    place: 'measures',
    main: html`${heading('Measures')}
      <p class="govuk-body cw-narrow">
        What was done about alerts: hits that were confirmed, and measures that authorities took. To report a
        measure, open the alert.
      </p>
      ${
        alerts.length === 0
          ? html`<p class="govuk-body">Nothing was done about an alert yet.</p>`
          : table<MeasureCounts>(
              'Alerts about which something was done',
              [
                {
                  title: 'Alert',
                  value: ({ alert }) =>
                    html`<a class="govuk-link cw-code" href="/alerts/${alert}/measures">${alert}</a>`,
                },
                { title: 'Issuer', value: ({ issuer }) => countries.nameOf(issuer) },
                { title: 'Category', value: ({ category }) => categoryTitles[category] },
                { title: 'Hits', value: ({ hits }) => hits, number: true },
                { title: 'Measures', value: ({ measures }) => measures, number: true },
                { title: 'Acted', value: ({ answered }) => names(answered) },
                { title: 'Nothing from', value: ({ silent }) => names(silent) },
              ],
              alerts,
            )
      }`,
  }
}
