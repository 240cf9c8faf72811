import type { Purpose } from '@crosswatch/protocol'
import { officerClassOf, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { selectField, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { purposeTitles } from '../../words/access-words.ts'

export interface QueryFormOptions {
  readonly form: FormView
  /** The field that takes the focus; none if something else does. */
  readonly focus?: 'mrz' | 'name'
  /** Id of the answer, read out with the first field. */
  readonly answerId?: string
}

export function allowedPurposes(
  { policies }: Pick<ConsoleContext, 'policies'>,
  visit: Visit,
): readonly Purpose[] {
  return policies.purposesFor('query', officerClassOf(visit))
}

/** Some purposes have a file, and its reference is asked for. The policies say which. */
function referenceHint(
  { policies }: Pick<ConsoleContext, 'policies'>,
  visit: Visit,
  purposes: readonly Purpose[],
): string {
  const officer = officerClassOf(visit)
  const needing = purposes.filter(
    (purpose) => !policies.decideAccess({ ...officer, act: 'query', purpose }).allowed,
  )
  return needing.length === 0
    ? 'optional'
    : `needed for: ${needing.map((purpose) => purposeTitles[purpose].toLowerCase()).join(', ')}`
}

/** Scan or type. One tab order from top to bottom, and Enter asks from every field that is a line. */
export function queryForm(
  context: Pick<ConsoleContext, 'countryList' | 'policies'>,
  visit: Visit,
  { form, focus, answerId }: QueryFormOptions,
): Html {
  const purposes = allowedPurposes(context, visit)
  const [only] = purposes
  const content = html`${textArea(form, {
      name: 'mrz',
      label: 'Scan',
      hint: 'Machine-readable zone, two or three lines',
      rows: 3,
      code: true,
      autofocus: focus === 'mrz',
      ...(answerId === undefined ? {} : { describedBy: answerId }),
    })}
    <p class="cw-or"><span>or type</span></p>
    ${textField(form, {
      name: 'name',
      label: 'Name',
      hint: 'Person or agency, in any script',
      autofocus: focus === 'name',
    })}
    <div class="cw-pair">
      ${textField(form, { name: 'birthDate', label: 'Birth date', hint: 'or year', width: 10 })}
      ${textField(form, {
        name: 'nationality',
        label: 'Nationality',
        hint: 'or XB',
        width: 10,
        list: 'countries',
      })}
    </div>
    <div class="cw-pair">
      ${textField(form, { name: 'document', label: 'Document number', code: true })}
      ${textField(form, { name: 'registration', label: 'Licence number', code: true })}
    </div>
    <div class="cw-pair">
      ${textField(form, { name: 'phone', label: 'Phone', type: 'tel' })}
      ${textField(form, { name: 'email', label: 'E-mail', inputmode: 'email' })}
    </div>
    ${textField(form, { name: 'url', label: 'Web address', inputmode: 'url' })}
    <div class="cw-pair">
      ${selectField(form, {
        name: 'purpose',
        label: 'Purpose',
        options: purposes.map((value) => ({ value, text: purposeTitles[value] })),
        ...(purposes.length > 1 ? { empty: 'Choose' } : {}),
        value: form.values.one('purpose') || (only !== undefined && only === 'border-check' ? only : ''),
      })}
      ${textField(form, { name: 'reference', label: 'Reference', hint: referenceHint(context, visit, purposes) })}
    </div>
    ${context.countryList} ${button({ text: 'Check' })}`
  return postForm({ action: '/query', csrf: visit.csrf, classes: 'cw-query-form' }, content)
}
