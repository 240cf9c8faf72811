import type { FeedStatus, QuarantinedEntry } from '../../../calls/exchange.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

export function feedsPage(
  context: ConsoleContext,
  feeds: readonly FeedStatus[],
  quarantined: readonly QuarantinedEntry[],
): PageOptions {
  return {
    title: 'Feeds',
    place: 'feeds',
    main: html`${heading('Feeds')}${feedTable(context, feeds)}
      <h2 class="govuk-heading-m">Quarantine</h2>
      ${
        quarantined.length === 0
          ? html`<p class="govuk-body">Nothing was refused.</p>`
          : quarantineTable(context, quarantined)
      }`,
  }
}

function feedTable({ jurisdiction: own }: ConsoleContext, feeds: readonly FeedStatus[]): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Feeds">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Feeds by jurisdiction
      </caption>
      <thead>
        <tr>
          <th scope="col">Jurisdiction</th>
          <th scope="col" class="cw-number">Entries</th>
          <th scope="col">Missing</th>
          <th scope="col">Channel</th>
          <th scope="col">Hash of the last entry</th>
        </tr>
      </thead>
      <tbody>
        ${feeds.map(
          ({ issuer, name, seq, missing, channel, hash }) =>
            html`<tr>
              <th scope="row">${name} <span class="cw-code">${issuer}</span>${issuer === own && ' (own)'}</th>
              <td class="cw-number">${seq.toLocaleString('en')}</td>
              <td>
                ${
                  missing === 0
                    ? 'none'
                    : html`<strong class="govuk-tag govuk-tag--orange cw-tag">${missing} missing</strong>`
                }
              </td>
              <td>${issuer === own ? '–' : channel ? 'open' : 'not yet'}</td>
              <td class="cw-code cw-hash">${hash ?? '–'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function quarantineTable({ times }: ConsoleContext, entries: readonly QuarantinedEntry[]): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Quarantine">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Entries that were refused, latest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Claims to be from</th>
          <th scope="col" class="cw-number">Sequence</th>
          <th scope="col">Reason</th>
          <th scope="col">Detail</th>
          <th scope="col">Came by</th>
          <th scope="col" class="cw-number">Times</th>
          <th scope="col">First</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ issuer, seq, reason, detail, source, times: count, firstAt, lastAt }) =>
            html`<tr>
              <th scope="row"><span class="cw-code">${issuer}</span></th>
              <td class="cw-number">${seq}</td>
              <td><span class="cw-code">${reason}</span></td>
              <td>${detail}</td>
              <td>${source}</td>
              <td class="cw-number">${count}</td>
              <td class="cw-nowrap">${times.moment(firstAt)}</td>
              <td class="cw-nowrap">${times.moment(lastAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
