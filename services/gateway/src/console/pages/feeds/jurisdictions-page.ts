import type { Federation } from '../../../calls/exchange.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

/** Desks to call, one for each member. */
export function jurisdictionsPage({ members, federation, version }: Federation): PageOptions {
  return {
    title: 'Jurisdictions',
    place: 'jurisdictions',
    main: html`${heading('Jurisdictions')}
      <div class="cw-scroll" tabindex="0" role="region" aria-label="Jurisdictions">
        <table class="govuk-table cw-table">
          <caption class="govuk-visually-hidden">
            Whom to call
          </caption>
          <thead>
            <tr>
              <th scope="col">Jurisdiction</th>
              <th scope="col">Desk</th>
              <th scope="col">Phone</th>
              <th scope="col">E-mail</th>
              <th scope="col">Hours</th>
            </tr>
          </thead>
          <tbody>
            ${members.map(
              ({ jurisdiction, name, contact }) =>
                html`<tr>
                  <th scope="row">${name} <span class="cw-code">${jurisdiction}</span></th>
                  <td>${contact.desk}</td>
                  <td class="cw-nowrap">${contact.phone ?? '–'}</td>
                  <td>
                    ${
                      contact.email
                        ? html`<a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a>`
                        : '–'
                    }
                  </td>
                  <td>${contact.hours ?? '–'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="cw-fine">Federation ${federation}, document version ${version}</p>`,
  }
}
