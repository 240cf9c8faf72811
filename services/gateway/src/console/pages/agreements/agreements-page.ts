import type { AgreementView } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { agreementStateColours, agreementStateTitles } from '../../words/agreement-words.ts'
import { categoryTitles, compartmentTitles } from '../../words/alert-words.ts'

export function agreementsPage(
  context: ConsoleContext,
  visit: Visit,
  agreements: readonly AgreementView[],
): PageOptions {
  return {
    title: 'Agreements',
    place: 'agreements',
    main: html`${heading('Agreements')}
      <p class="govuk-body cw-narrow">
        An alert goes to a jurisdiction only under an agreement in force that names its category and one of
        its purposes. It is in force when every party has signed.
      </p>
      ${
        hasRole(visit, 'administrator') &&
        html`<p class="govuk-body"><a class="govuk-link" href="/agreements/new">Draft an agreement</a></p>`
      }
      ${
        agreements.length === 0
          ? html`<p class="govuk-body">No agreement: nothing is shared.</p>`
          : table(context, agreements)
      }`,
  }
}

function table(context: ConsoleContext, agreements: readonly AgreementView[]): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Agreements">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Agreements
      </caption>
      <thead>
        <tr>
          <th scope="col">Agreement</th>
          <th scope="col">Parties</th>
          <th scope="col">State</th>
          <th scope="col">Categories</th>
          <th scope="col">Opens</th>
          <th scope="col">Purposes</th>
          <th scope="col">Validity</th>
        </tr>
      </thead>
      <tbody>
        ${agreements.map((agreement) => row(context, agreement))}
      </tbody>
    </table>
  </div>`
}

function row({ times }: ConsoleContext, { digest, state, terms }: AgreementView): Html {
  const list = (titles: readonly string[]): HtmlValue =>
    titles.length === 0 ? 'none' : titles.map((title) => html`${title}<br />`)
  return html`<tr>
    <th scope="row">
      <a class="govuk-link" href="/agreements/${digest}"><bdi>${terms.title}</bdi></a
      ><br /><span class="cw-muted">version ${terms.version}</span>
    </th>
    <td>${list(terms.parties)}</td>
    <td>
      <strong class="govuk-tag govuk-tag--${agreementStateColours[state]} cw-tag"
        >${agreementStateTitles[state]}</strong
      >
    </td>
    <td>${list(terms.categories.map((category) => categoryTitles[category]))}</td>
    <td>${list(terms.compartments.map((compartment) => compartmentTitles[compartment]))}</td>
    <td>${list(terms.purposes.map((purpose) => purposeTitles[purpose]))}</td>
    <td>${times.day(terms.validFrom)} to ${times.day(terms.validUntil)}</td>
  </tr>`
}
