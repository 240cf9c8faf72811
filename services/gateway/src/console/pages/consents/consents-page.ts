import type { ConsentSummary } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { consentTitles } from '../../words/consent-words.ts'

export function consentsPage(context: ConsoleContext, consents: readonly ConsentSummary[]): PageOptions {
  return {
    title: 'Consents',
    place: 'consents',
    main: html`${heading('Consents')}
      <p class="govuk-body cw-narrow">
        Survivor information is opened one time for one officer, and only while the survivor's consent covers
        it. What is not consented to is refused.
      </p>
      <p class="govuk-body">
        <a class="govuk-button" role="button" href="/consents/new">Record a consent</a>
      </p>
      ${consents.length === 0 ? html`<p class="govuk-body">No consent was recorded yet.</p>` : table(context, consents)}`,
  }
}

function table({ countries, times }: ConsoleContext, consents: readonly ConsentSummary[]): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Consents">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Consents, those to be reviewed next first
      </caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Status</th>
          <th scope="col">May see it</th>
          <th scope="col">Review</th>
          <th scope="col">Until</th>
        </tr>
      </thead>
      <tbody>
        ${consents.map(
          (one) =>
            html`<tr>
              <th scope="row"><a class="govuk-link" href="/consents/${one.id}">${one.subject}</a></th>
              <td>${statusTag(one)}</td>
              <td>
                ${one.recipients.length === 0 ? 'nobody' : one.recipients.map(countries.nameOf).join(', ')}
              </td>
              <td class="cw-nowrap">
                ${times.day(one.reviewBy)}
                ${one.reviewDue && html`<strong class="govuk-tag govuk-tag--red cw-tag">Due</strong>`}
              </td>
              <td class="cw-nowrap">${times.day(one.validUntil)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export function statusTag({ status }: Pick<ConsentSummary, 'status'>): Html {
  const live = status === 'given' || status === 'renewed-given'
  return html`<strong class="govuk-tag govuk-tag--${live ? 'green' : 'grey'} cw-tag"
    >${consentTitles[status]}</strong
  >`
}
