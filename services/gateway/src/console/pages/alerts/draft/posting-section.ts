import type { ConsoleContext } from '../../../console-context.ts'
import { textArea, textField, type FormView } from '../../../forms/fields.ts'
import { html, type Html } from '../../../html/html.ts'
import { formSection } from './form-section.ts'

/** The job offer itself. The employer it claims is named here and never matched: it is impersonated. */
export function postingSection(form: FormView, _context: ConsoleContext): Html {
  return formSection(
    'Posting',
    'The employer claimed may be innocent: it is shown, and never searched for.',
    html`<div class="cw-pair">
        ${textField(form, { name: 'postTitle', label: 'Title' })}
        ${textField(form, { name: 'postEmployer', label: 'Employer claimed' })}
      </div>
      <div class="cw-three">
        ${textField(form, { name: 'postOccupation', label: 'Occupation' })}
        ${textField(form, { name: 'postLocality', label: 'Place of work' })}
        ${textField(form, { name: 'postCountry', label: 'Country', list: 'countries' })}
      </div>
      <div class="cw-three">
        ${textField(form, { name: 'postPay', label: 'Pay promised' })}
        ${textField(form, { name: 'postFee', label: 'Fee asked' })}
        <div class="cw-pair">
          ${textField(form, { name: 'postLanguage', label: 'Language', width: 5 })}
          ${textField(form, { name: 'postSeenOn', label: 'Seen on', width: 10 })}
        </div>
      </div>
      ${textArea(form, { name: 'postText', label: 'Text of the posting', rows: 4, maxlength: 4000 })}`,
  )
}
