import type { AgreementRow } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { categoryTitles, compartmentTitles } from '../../words/alert-words.ts'

export function agreementsPage(
  context: ConsoleContext,
  visit: Visit,
  agreements: readonly AgreementRow[],
): PageOptions {
  const partners = context.members.filter(({ jurisdiction }) => jurisdiction !== context.jurisdiction)
  const edits = hasRole(visit, 'administrator')
  return {
    title: 'Agreements',
    place: 'agreements',
    main: html`${heading('Agreements')}
      <p class="govuk-body cw-narrow">
        An alert goes to a jurisdiction only under an agreement in force that names its category and one of
        its purposes.
      </p>
      <div class="cw-scroll" tabindex="0" role="region" aria-label="Agreements">
        <table class="govuk-table cw-table">
          <caption class="govuk-visually-hidden">
            Agreements by jurisdiction
          </caption>
          <thead>
            <tr>
              <th scope="col">Jurisdiction</th>
              <th scope="col">Categories</th>
              <th scope="col">Opens</th>
              <th scope="col">Purposes</th>
              <th scope="col">Reference</th>
              <th scope="col">In force</th>
              ${edits && html`<th scope="col">Steps</th>`}
            </tr>
          </thead>
          <tbody>
            ${partners.map(({ jurisdiction, name }) => {
              const agreement = agreements.find(({ partner }) => partner === jurisdiction)
              return html`<tr>
                <th scope="row">${name} <span class="cw-code">${jurisdiction}</span></th>
                ${agreement === undefined ? html`<td colspan="5">No agreement: nothing is shared.</td>` : terms(context, agreement)}
                ${
                  edits &&
                  html`<td>
                    <a class="govuk-link" href="/agreements/${jurisdiction}"
                      >${agreement === undefined ? 'Enter' : 'Change'}<span class="govuk-visually-hidden">
                        the agreement with ${name}</span
                      ></a
                    >
                  </td>`
                }
              </tr>`
            })}
          </tbody>
        </table>
      </div>`,
  }
}

function terms({ times, clock }: ConsoleContext, agreement: AgreementRow): Html {
  const list = (titles: readonly string[]): HtmlValue =>
    titles.length === 0 ? 'none' : titles.map((title) => html`${title}<br />`)
  const now = clock().toISOString()
  const inForce = agreement.validFrom <= now && now < agreement.validUntil
  return html`<td>${list(agreement.categories.map((category) => categoryTitles[category]))}</td>
    <td>${list(agreement.compartments.map((compartment) => compartmentTitles[compartment]))}</td>
    <td>${list(agreement.purposes.map((purpose) => purposeTitles[purpose]))}</td>
    <td><bdi dir="auto">${agreement.reference}</bdi></td>
    <td>
      <strong class="govuk-tag govuk-tag--${inForce ? 'green' : 'grey'} cw-tag"
        >${inForce ? 'In force' : 'Not in force'}</strong
      >
      <br />${times.day(agreement.validFrom)} to ${times.day(agreement.validUntil)}
    </td>`
}
