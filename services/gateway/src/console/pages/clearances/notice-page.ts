import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { clearanceNotice } from '../../words/clearance-notice.ts'

/** What a person is told before they agree: to be handed over, or read out by an interpreter. */
export function noticePage(): PageOptions {
  const { version, languages } = clearanceNotice
  return {
    title: 'What the person is told',
    place: 'clearances',
    before: backLink('/clearances', 'Clearances'),
    main: html`${heading('What the person is told')}
      <ul class="govuk-list cw-notice__languages">
        ${languages.map(
          ({ language, name }) =>
            html`<li><a class="govuk-link" href="#${language}" lang="${language}">${name}</a></li>`,
        )}
      </ul>
      ${languages.map(
        ({ language, direction, name, points }) =>
          html`<section class="cw-narrow" lang="${language}" dir="${direction}" aria-labelledby="${language}">
            <h2 class="govuk-heading-m" id="${language}">${name}</h2>
            <ol class="govuk-list govuk-list--number govuk-list--spaced cw-notice__points">
              ${points.map((point) => html`<li>${point}</li>`)}
            </ol>
          </section>`,
      )}
      <p class="cw-fine">Notice ${version}</p>`,
  }
}
