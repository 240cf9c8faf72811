import type { HitCountList, HitCounts } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table, type Column } from '../../layout/table.ts'
import { categoryTitles } from '../../words/alert-words.ts'

type Outcomes = Omit<HitCounts, 'alert' | 'issuer' | 'category'>

/** How often alerts were met, and how often it was the right person: for each issuer and each alert. Numbers only. */
export function precisionPage(
  { countries }: ConsoleContext,
  visit: Visit,
  { counts, issuers }: HitCountList,
): PageOptions {
  const opensAlerts = hasRole(visit, 'analyst', 'supervisor')
  return {
    title: 'Precision',
    place: 'precision',
    main: html`${heading('Precision')}
      <p class="govuk-body cw-narrow">
        Precision is the share of the hits with a clear outcome that were the subject of the alert. Counted
        are the hits that this node reported or was told of.
      </p>
      ${
        counts.length === 0
          ? html`<p class="govuk-body">No alert was met yet.</p>`
          : html`<h2 class="govuk-heading-m">By issuer</h2>
              ${table(
                'Hits by issuer',
                [
                  { title: 'Issuer', value: ({ issuer }) => countries.nameOf(issuer) },
                  { title: 'Alerts met', value: ({ alerts }) => alerts, number: true },
                  ...outcomeColumns,
                ],
                issuers,
              )}
              <h2 class="govuk-heading-m">By alert</h2>
              ${table(
                'Hits by alert',
                [
                  {
                    title: 'Alert',
                    value: ({ alert }) =>
                      opensAlerts
                        ? html`<a class="govuk-link cw-code" href="/alerts/${alert}">${alert}</a>`
                        : html`<span class="cw-code">${alert}</span>`,
                  },
                  { title: 'Issuer', value: ({ issuer }) => countries.nameOf(issuer) },
                  { title: 'Category', value: ({ category }) => categoryTitles[category] },
                  ...outcomeColumns,
                ],
                counts,
              )}`
      }`,
  }
}

const outcomeColumns: readonly Column<Outcomes>[] = [
  { title: 'Hits', value: ({ hits }) => hits, number: true },
  { title: 'Open', value: ({ open }) => open, number: true },
  { title: 'Right', value: ({ confirmed }) => confirmed, number: true },
  { title: 'Somebody else', value: ({ notThisPerson }) => notThisPerson, number: true },
  { title: 'Not determined', value: ({ undetermined }) => undetermined, number: true },
  { title: 'Precision', value: precisionOf, number: true },
]

function precisionOf({ confirmed, notThisPerson }: Outcomes): HtmlValue {
  const clear = confirmed + notThisPerson
  return clear === 0 ? '–' : `${Math.round((confirmed / clear) * 100)} %`
}
