import type { ImportStatus, RecipientsPreview } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { postForm } from '../../forms/form-tag.ts'
import type { FormProblems } from '../../forms/form.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { confirmButton, recipientsPreview } from '../alerts/recipients-preview.ts'

/** What a second officer sees before a list goes out: how many rows, and who could open what of them at most. */
export function approvalPage(
  context: ConsoleContext,
  visit: Visit,
  { id, source, drafted, missing, drafter }: ImportStatus,
  preview: RecipientsPreview,
  problems: FormProblems,
): PageOptions {
  return {
    title: `${problems.size > 0 ? 'Error: ' : ''}Approve an import`,
    place: 'imports',
    before: backLink('/imports', 'All imports'),
    main: html`${errorSummary(problems)}${heading(html`<span class="cw-code">${source}</span>`, 'Approve an import')}
      <p class="govuk-body">
        ${drafted.toLocaleString('en')} new or changed alerts, drafted by <bdi>${drafter}</bdi>;
        ${missing.toLocaleString('en')} that the list no longer has are withdrawn.
      </p>
      <p class="govuk-body">Of each alert, a recipient sees at most what stands here, as far as it has it.</p>
      ${recipientsPreview(context, preview)}
      ${postForm({ action: `/imports/${id}/approve`, csrf: visit.csrf }, confirmButton(preview))}`,
  }
}
