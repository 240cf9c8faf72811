import {
  categoryRules,
  cautions,
  handlingLists,
  linkKinds,
  type Category,
  type Handling,
} from '@crosswatch/protocol'
import { checkboxes, radios, selectField, textArea, textField, type FormView } from '../../../forms/fields.ts'
import { html, type Html } from '../../../html/html.ts'
import { purposeTitles } from '../../../words/access-words.ts'
import { cautionTitles, linkTitles, onwardUseTitles } from '../../../words/alert-words.ts'
import { partialDateWords } from '../../../words/times.ts'
import { lastDay, offeredPurposes } from './draft-defaults.ts'
import { formSection } from './form-section.ts'

const tlpValues: readonly Handling['tlp'][] = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']
const onwardUses: readonly Handling['onwardUse'][] = [
  'none',
  'ask-first',
  'labour-enforcement',
  'law-enforcement',
]

/** What others may do with the alert, for how long, and what is kept beside it. */
export function useSection(form: FormView, category: Category, today: Date): Html {
  const { reviewMonths } = categoryRules[category]
  const last = lastDay(category, today)
  const tlpTitles = new Map(handlingLists.tlp.codes.map(({ code, title }) => [code, title]))
  return html`${formSection(
    'Use',
    'Whoever looks for another purpose does not find the alert.',
    html`<div class="cw-three">
        ${checkboxes(form, {
          name: 'purposes',
          legend: 'Purposes',
          options: offeredPurposes.map((value) => ({ value, text: purposeTitles[value] })),
        })}
        ${checkboxes(form, {
          name: 'cautions',
          legend: 'Cautions',
          options: cautions.map((value) => ({ value, text: cautionTitles[value] })),
        })}
        ${radios(form, {
          name: 'mode',
          legend: 'In earnest or drill',
          options: [
            { value: 'actual', text: 'In earnest' },
            {
              value: 'exercise',
              text: 'Exercise',
              hint: 'Travels like an alert and must never be acted upon',
            },
          ],
        })}
      </div>
      <div class="cw-pair">
        ${selectField(form, {
          name: 'tlp',
          label: 'Traffic light',
          options: tlpValues.map((value) => ({
            value,
            text: `${value}: ${tlpTitles.get(value.toLowerCase().replace('+', '-')) ?? ''}`,
          })),
        })}
        ${selectField(form, {
          name: 'onwardUse',
          label: 'Onward use',
          options: onwardUses.map((value) => ({ value, text: onwardUseTitles[value] })),
        })}
      </div>
      <div class="cw-three">
        ${textField(form, {
          name: 'validFrom',
          label: 'First day (optional)',
          hint: 'Otherwise from issue on',
          type: 'date',
        })}
        ${textField(form, {
          name: 'validUntil',
          label: 'Last day',
          hint: `At most ${reviewMonths} months: to ${partialDateWords(last)}`,
          type: 'date',
          max: last,
        })}
        ${textField(form, { name: 'authority', label: 'Authority' })}
      </div>`,
  )}
  ${formSection(
    'Evidence, links and notes',
    'Evidence stays home; its hashes travel where an agreement covers them. Notes never leave this node.',
    html`<div class="cw-pair">
        ${textField(form, { name: 'caseReference', label: 'Case reference (optional)' })}
        ${textArea(form, {
          name: 'exhibits',
          label: 'Exhibits (optional)',
          hint: 'One per line: SHA-256, kind, date',
          rows: 2,
          code: true,
        })}
      </div>
      ${links(form)}
      ${textArea(form, { name: 'notes', label: 'Internal notes (optional)', rows: 2, maxlength: 2000 })}`,
  )}`
}

function links(form: FormView): Html {
  const given = form.values.all('linkAlert').filter((alert) => alert !== '').length
  return html`<fieldset class="govuk-fieldset cw-names">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Linked alerts (optional)</legend>
    ${Array.from({ length: Math.min(20, given + 1) }, (_, index) => {
      const row = index + 1
      return html`<div class="cw-link-row">
        ${textField(form, {
          name: 'linkAlert',
          id: `link-${row}`,
          label: `Number of alert ${row}`,
          value: form.values.all('linkAlert')[index] ?? '',
          code: true,
        })}
        ${selectField(form, {
          name: 'linkKind',
          id: `link-kind-${row}`,
          label: `Kind of link ${row}`,
          value: form.values.all('linkKind')[index] ?? 'related',
          options: linkKinds.map((value) => ({ value, text: linkTitles[value] })),
        })}
        ${textField(form, {
          name: 'linkReason',
          id: `link-reason-${row}`,
          label: `Reason of link ${row}`,
          value: form.values.all('linkReason')[index] ?? '',
        })}
      </div>`
    })}
  </fieldset>`
}
