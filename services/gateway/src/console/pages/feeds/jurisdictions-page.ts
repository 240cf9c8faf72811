import type { Federation } from '../../../calls/exchange.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { phoneLink } from '../../layout/phone-link.ts'
import { table } from '../../layout/table.ts'

/** Desks to call, one for each member: the number comes first, for whoever reads it on a phone. */
export function jurisdictionsPage({ members, federation, version }: Federation): PageOptions {
  return {
    title: 'Jurisdictions',
    place: 'jurisdictions',
    main: html`${heading('Jurisdictions')}
      ${table(
        'Whom to call',
        [
          {
            title: 'Jurisdiction',
            value: ({ name, jurisdiction }) => html`${name} <span class="cw-code">${jurisdiction}</span>`,
          },
          {
            title: 'Phone',
            value: ({ contact: { phone } }) =>
              phone ? html`<span class="cw-nowrap">${phoneLink(phone, 'govuk-link')}</span>` : '–',
          },
          { title: 'Desk', value: ({ contact }) => contact.desk },
          { title: 'Hours', value: ({ contact }) => contact.hours ?? '–' },
          {
            title: 'E-mail',
            value: ({ contact: { email } }) =>
              email ? html`<a class="govuk-link" href="mailto:${email}">${email}</a>` : '–',
          },
        ],
        members,
      )}
      <p class="cw-fine">Federation ${federation}, document version ${version}</p>`,
  }
}
