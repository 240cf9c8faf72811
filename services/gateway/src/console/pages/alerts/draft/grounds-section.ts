import {
  categoryRules,
  codeListNames,
  codeLists,
  handlingLists,
  type Category,
  type CodeListName,
} from '@crosswatch/protocol'
import { radios, textArea, textField, type FormView } from '../../../forms/fields.ts'
import { html, type Html, type HtmlValue } from '../../../html/html.ts'
import { formSection } from './form-section.ts'

/** Why the alert exists, on what it rests, and how sure that is. */
export function groundsSection(form: FormView, category: Category): Html {
  const { needsDecision } = categoryRules[category]
  return html`${formSection(
    'Grounds',
    'Reasons from published lists, so that every jurisdiction reads them alike.',
    html`${reasons(form)}
      <div class="cw-pair">
        ${textField(form, {
          name: 'legalBasis',
          label: 'Legal basis',
          hint: 'Law and article under which the alert is issued',
        })}
        ${textField(form, {
          name: 'decisionReference',
          label: needsDecision ? 'Decision reference' : 'Decision reference (optional)',
          hint: 'Warrant, order or decision',
        })}
      </div>
      ${textArea(form, {
        name: 'narrative',
        label: 'Narrative (optional)',
        hint: 'At most 500 characters. No victim, witness or informant',
        rows: 3,
        maxlength: 500,
      })}
      ${textArea(form, {
        name: 'statement',
        label: 'Why the alert is adequate',
        hint: 'Adequate, relevant and important enough; at most 300 characters',
        rows: 2,
        maxlength: 300,
      })}`,
  )}
  ${formSection(
    'Grade',
    'How far others may rely on it (4x4).',
    html`<div class="cw-pair">
      ${radios(form, {
        name: 'gradeSource',
        legend: 'Source',
        options: handlingLists.gradingSource.codes.map(({ code, title }) => {
          const letter = code.toUpperCase()
          return { value: letter, text: `${letter}: ${title}` }
        }),
      })}
      ${radios(form, {
        name: 'gradeInformation',
        legend: 'Information',
        options: handlingLists.gradingInformation.codes.map(({ code, title }) => ({
          value: code,
          text: `${code}: ${title}`,
        })),
      })}
    </div>`,
  )}`
}

/** Every list folds away but the first and those from which something is chosen. */
function reasons(form: FormView): Html {
  const problem = form.problems.get('ground')
  const chosen = new Set(form.values.all('ground'))
  return html`<div
    class="govuk-form-group${problem !== undefined && ' govuk-form-group--error'}"
    id="ground"
    tabindex="-1"
  >
    ${
      problem !== undefined &&
      html`<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> ${problem}</p>`
    }
    ${codeListNames.map((name, index) => reasonList(name, chosen, index === 0))}
  </div>`
}

function reasonList(name: CodeListName, chosen: ReadonlySet<string>, first: boolean): HtmlValue {
  const { title, source, codes } = codeLists[name]
  const count = codes.filter(({ code }) => chosen.has(`${name}/${code}`)).length
  return html`<details class="cw-reasons" ${(count > 0 || first) && html` open`}>
    <summary>${title}${count > 0 && html` <strong>${count} chosen</strong>`}</summary>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-visually-hidden">${title}</legend>
      <p class="cw-fine">${source}</p>
      <div class="govuk-checkboxes govuk-checkboxes--small cw-columns">
        ${codes.map(({ code, title: text }) => {
          const value = `${name}/${code}`
          const id = `ground-${name}-${code}`
          return html`<div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="${id}"
              name="ground"
              type="checkbox"
              value="${value}"
              ${chosen.has(value) && html` checked`}
            />
            <label class="govuk-label govuk-checkboxes__label" for="${id}">${text}</label>
          </div>`
        })}
      </div>
    </fieldset>
  </details>`
}
