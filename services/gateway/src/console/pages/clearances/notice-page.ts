import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { clearanceNotice } from '../../words/clearance-words.ts'

/** What a person is told before they agree: to be read out, translated or handed over. */
export function noticePage(): PageOptions {
  const { version, points } = clearanceNotice
  return {
    title: 'What the person is told',
    place: 'clearances',
    before: backLink('/clearances', 'Clearances'),
    main: html`${heading('What the person is told')}
      <ol class="govuk-list govuk-list--number govuk-list--spaced cw-narrow">
        ${points.map((point) => html`<li>${point}</li>`)}
      </ol>
      <p class="cw-fine">Notice ${version}</p>`,
  }
}
