import { nameKinds, sexes, type Category } from '@crosswatch/protocol'
import { radios, selectField, textArea, textField, type FormView } from '../../../forms/fields.ts'
import { button } from '../../../forms/form-tag.ts'
import { html, type Html } from '../../../html/html.ts'
import { nameKindTitles } from '../../../words/alert-words.ts'
import { formSection } from './form-section.ts'
import { scripts } from './scripts.ts'

/** By what the subject is recognised. Never anything about a victim. */
export function identitySection(form: FormView, category: Category): Html {
  const isPosting = category === 'fake-posting'
  const about = isPosting
    ? 'The contacts, links and accounts of the posting, and names only of those behind it. Whom it impersonates belongs above.'
    : 'A name with a birth year, nationality or place, or one strong identifier. Nothing about workers or survivors.'
  const lines = (name: string, label: string, hint: string) =>
    textArea(form, { name, label, hint, rows: 2, code: true })
  const facts = html`<div class="cw-three">
      ${textArea(form, {
        name: 'birthDates',
        label: 'Birth dates',
        hint: 'One per line: 1984, 17 03 1984, about 1984',
        rows: 2,
      })}
      ${textField(form, { name: 'nationalities', label: 'Nationalities', hint: 'Like XB, XC' })}
      ${selectField(form, {
        name: 'sex',
        label: 'Sex',
        hint: 'As in the document',
        empty: 'Not known',
        options: sexes.map((value) => ({ value, text: value })),
      })}
    </div>
    ${lines('places', 'Places', 'One per line: locality, country. For example: Harbour Quarter, XB')}`
  const numbers = html`<div class="cw-pair">
    ${lines('documents', 'Documents', 'One per line: kind, number, country. For example: passport, X1234567, XB')}
    ${lines(
      'registrations',
      'Licences and registrations',
      'One per line: kind, number, authority, country. For example: licence, RA-118, Labour Office, XB',
    )}
  </div>`
  const contacts = html`<div class="cw-three">
      ${lines('phones', 'Phones', 'One per line, with country code')}
      ${lines('emails', 'E-mail addresses', 'One per line')} ${lines('urls', 'Web addresses', 'One per line')}
    </div>
    <div class="cw-pair">
      ${lines('handles', 'User names', 'One per line: service, name. For example: telegram, @good-jobs')}
      ${lines('accounts', 'Accounts', 'One per line: kind, number. For example: iban, XX00 1234')}
    </div>`
  const subject = radios(form, {
    name: 'subject',
    legend: isPosting ? 'Who is behind it' : 'Subject',
    inline: true,
    options: [
      { value: 'person', text: 'Person' },
      { value: 'organisation', text: 'Agency or employer' },
    ],
  })
  return formSection(
    isPosting ? 'Contacts and identity' : 'Identity',
    about,
    isPosting
      ? html`${contacts}${subject}${names(form)}${facts}${numbers}`
      : html`${subject}${names(form)}${facts}${numbers}${contacts}`,
  )
}

/** Rows: as many as are filled in, and two more; never fewer than three. */
function names(form: FormView): Html {
  const full = form.values.all('nameFull')
  const filled = full.findLastIndex((name) => name !== '') + 1
  const asked = form.values.one('step') === 'more-names' ? full.length + 3 : 0
  const count = Math.min(60, Math.max(3, filled + 2, asked))
  return html`<fieldset class="govuk-fieldset cw-names">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Names, as they are written</legend>
    ${Array.from({ length: count }, (_, index) => nameRow(form, index))}
    <p>${button({ text: 'More names', kind: 'secondary', name: 'step', value: 'more-names' })}</p>
  </fieldset>`
}

function nameRow(form: FormView, index: number): Html {
  const { values } = form
  const row = index + 1
  return html`<div class="cw-name-row">
    ${textField(form, {
      name: 'nameFull',
      id: `name-${row}`,
      label: `Name ${row}`,
      value: values.all('nameFull')[index] ?? '',
    })}
    ${selectField(form, {
      name: 'nameKind',
      id: `name-kind-${row}`,
      label: `Kind of name ${row}`,
      value: values.all('nameKind')[index] ?? (index === 0 ? 'primary' : 'alias'),
      options: nameKinds.map((value) => ({ value, text: nameKindTitles[value] })),
    })}
    ${selectField(form, {
      name: 'nameScript',
      id: `name-script-${row}`,
      label: `Script of name ${row}`,
      empty: 'As written',
      value: values.all('nameScript')[index] ?? '',
      options: scripts.map(({ code, name }) => ({ value: code, text: name })),
    })}
    <input type="hidden" name="nameParts" value="${values.all('nameParts')[index] ?? ''}" />
  </div>`
}
