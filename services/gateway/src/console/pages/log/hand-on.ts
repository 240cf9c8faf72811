import type { Visit } from '../../access/visit.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'

/** The steps by which records leave the console: a file for a verifier, a page for a printer. */
export function handOn(visit: Visit, records: readonly string[]): Html {
  const form = (action: string, text: string) =>
    postForm(
      { action, csrf: visit.csrf, classes: 'cw-inline-step' },
      html`${records.map((id) => html`<input type="hidden" name="record" value="${id}" />`)}
      ${button({ text, kind: 'secondary' })}`,
    )
  return html`<div class="cw-hand-on">
    ${form('/log/evidence', 'Download as evidence')}${form('/log/report', 'Report for print')}
  </div>`
}
