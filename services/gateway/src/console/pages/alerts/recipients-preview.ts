import type { RecipientsPreview } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { button } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { compartmentTitles, fieldWords } from '../../words/alert-words.ts'

/** Who would see what, before it goes out: what the second officer confirms by approving. */
export function recipientsPreview({ countries }: ConsoleContext, preview: RecipientsPreview): Html {
  const { recipients, others } = preview
  return html`<div class="cw-preview">
    <p class="govuk-body-s">
      ${
        recipients.length === 0
          ? 'No agreement in force covers it: approving lists it here and sends it to nobody.'
          : 'Approving sends it at once. This is what each recipient will see:'
      }
    </p>
    <ul class="govuk-list cw-list-s">
      ${recipients.map(
        ({ jurisdiction, compartments }) =>
          html`<li>
            <strong>${countries.nameOf(jurisdiction)}</strong>
            <span class="cw-code">${jurisdiction}</span>:
            ${
              compartments.length === 0
                ? 'that there is an alert, its category and how long it stands'
                : compartments.map(
                    ({ name, fields }, index) =>
                      html`${index > 0 && '; '}${compartmentTitles[name]}${
                        fields.length > 0 && html` (${fieldWords(fields)})`
                      }`,
                  )
            }
          </li>`,
      )}
      ${
        others.length > 0 &&
        html`<li>
          ${others.map((code, index) => html`${index > 0 && ', '}${countries.nameOf(code)}`)}: nothing
        </li>`
      }
    </ul>
  </div>`
}

/** The button that confirms exactly what the preview says. */
export function confirmButton({ digest, recipients }: RecipientsPreview): Html {
  const codes = recipients.map(({ jurisdiction }) => jurisdiction)
  const text =
    codes.length === 0
      ? 'Approve and issue'
      : `Approve and issue to ${codes.length > 4 ? `${codes.length} jurisdictions` : codes.join(', ')}`
  return html`<input type="hidden" name="recipients" value="${digest}" />${button({ text })}`
}
