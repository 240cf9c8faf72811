import { flagReasons, type Flag } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { selectField, textArea, type FormView } from '../../forms/fields.ts'
import { button } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { flagReasonTitles } from '../../words/dispute-words.ts'

/** Why an alert of another jurisdiction is not acted upon here. */
export function flagFields(form: FormView): Html {
  return html`${selectField(form, {
    name: 'flagReason',
    label: 'Reason',
    empty: 'Choose',
    options: flagReasons.map((value) => ({ value, text: flagReasonTitles[value] })),
  })}
  ${textArea(form, {
    name: 'flagNote',
    label: 'Note to the issuer',
    hint: 'optional',
    rows: 3,
    maxlength: 300,
  })}
  ${button({ text: 'Flag the alert', kind: 'warning' })}`
}

/** Who does not act upon the alert, and why. */
export function flagList({ countries, times }: ConsoleContext, flags: readonly Flag[]): Html {
  return html`<ul class="govuk-list cw-list-s">
    ${flags.map(
      ({ by, reason, note, since }) =>
        html`<li>
          ${countries.nameOf(by)}, since ${times.day(since)}: ${flagReasonTitles[reason]}
          ${note !== undefined && html`<br /><bdi dir="auto">${note}</bdi>`}
        </li>`,
    )}
  </ul>`
}
