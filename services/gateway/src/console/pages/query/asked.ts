import type { QueryAnswer, QueryRequest, SubjectQuery } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import type { FormValues } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { partialDateWords } from '../../words/times.ts'
import { queryFields } from './read-query.ts'

/** What was asked, as it was understood, and the way to correct it. */
export function askedPart(
  { countries }: Pick<ConsoleContext, 'countries'>,
  visit: Visit,
  values: FormValues,
  request: QueryRequest,
  answer: QueryAnswer,
): Html {
  const subject = { ...answer.read, ...request.subject }
  const facts = factsOf(subject, countries.nameOf)
  return html`<section class="cw-asked" aria-labelledby="asked">
    <h3 class="cw-part__title" id="asked">${answer.read === undefined ? 'Asked' : 'Read and asked'}</h3>
    <dl class="cw-facts">
      ${facts.map(
        ([title, value]) =>
          html`<div>
            <dt>${title}</dt>
            <dd><bdi dir="auto">${value}</bdi></dd>
          </div>`,
      )}
      <div>
        <dt>Purpose</dt>
        <dd>
          ${purposeTitles[request.purpose]}${request.reference && html`, <bdi dir="auto">${request.reference}</bdi>`}
        </dd>
      </div>
    </dl>
    ${zoneWarning(answer)}
    ${postForm(
      { action: '/query/change', csrf: visit.csrf },
      html`${queryFields.map(
        (field) =>
          values.one(field) !== '' &&
          html`<input
            type="hidden"
            name="${field}"
            value="${field === 'mrz' ? values.block(field) : values.one(field)}"
          />`,
      )}${button({ text: 'Correct and check again', kind: 'secondary' })}`,
    )}
  </section>`
}

function factsOf(
  {
    name,
    otherNames = [],
    birthDate,
    sex,
    nationality,
    documents,
    registrations,
    phones,
    emails,
    urls,
  }: SubjectQuery,
  countryName: (code: string) => string,
): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Name', [...(name === undefined ? [] : [name]), ...otherNames].join(' / ') || undefined],
    ['Birth date', birthDate && partialDateWords(birthDate)],
    ['Sex', sex],
    ['Nationality', nationality && countryName(nationality)],
    ['Document', documents?.map(({ number }) => number).join(', ')],
    ['Licence or registration', registrations?.map(({ number }) => number).join(', ')],
    ['Phone', phones?.join(', ')],
    ['E-mail', emails?.join(', ')],
    ['Web address', urls?.join(', ')],
  ]
  return facts.flatMap(([title, value]) => (value === undefined ? [] : [[title, value] as const]))
}

const zoneFieldTitles: Readonly<Record<string, string>> = {
  documentNumber: 'document number',
  birthDate: 'birth date',
  expiryDate: 'expiry date',
  personalNumber: 'personal number',
  composite: 'whole zone',
}

/** A zone that does not agree with itself was misread, or was made up. */
function zoneWarning({ zone }: QueryAnswer): HtmlValue {
  if (zone === undefined) return false
  if (zone.format === null) {
    return html`<p class="cw-caution">
      What was scanned is no machine-readable zone. Only what was typed was searched for.
    </p>`
  }
  if (zone.failed.length === 0) return false
  const fields = zone.failed.map((field) => zoneFieldTitles[field] ?? field).join(', ')
  return html`<p class="cw-caution">
    The check digit does not agree: ${fields}. Scan again; if it stays so, look at the document closely.
  </p>`
}
