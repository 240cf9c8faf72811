import { writerMark, type KeptForm } from '../../access/kept-form.ts'
import type { Visit } from '../../access/visit.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

/** Somebody is back whose form came too late: it is theirs to send, and nobody else's. */
export function keptFormPage(
  { account, csrf }: Pick<Visit, 'account' | 'csrf'>,
  kept: KeptForm,
): PageOptions {
  if (writerMark(account) !== kept.writer) {
    const title = 'What was typed is not kept'
    return {
      title,
      main: html`${heading(title)}
        <div class="cw-narrow">
          <p class="govuk-body">
            Another officer typed it. Nothing was sent, and nothing of it is shown to you.
          </p>
          <p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>
        </div>`,
    }
  }
  const title = 'Your form was not sent yet'
  return {
    title,
    main: html`${heading(title)}
      <div class="cw-narrow">
        <p class="govuk-body">Your session had ended before it came. Nothing that you typed is lost.</p>
        ${postForm(
          { action: kept.action, csrf },
          html`${kept.fields.map(
            ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
          )}${button({ text: 'Send it now' })}`,
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/">Leave it and go to the start page</a>
        </p>
      </div>`,
  }
}
