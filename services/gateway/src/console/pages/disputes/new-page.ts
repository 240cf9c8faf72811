import { disputeRequests, type DisputeDraft } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, radios, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { disputeRequestTitles } from '../../words/dispute-words.ts'

export const disputeFields = ['alert', 'request', 'statement', 'block'] as const

export function newDisputePage(visit: Visit, form: FormView): PageOptions {
  const title = 'Record a request'
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'disputes',
    before: backLink('/disputes', 'Disputes'),
    main: html`${errorSummary(form.problems)}${heading(title)}
    ${postForm(
      { action: '/disputes', csrf: visit.csrf, classes: 'cw-narrow' },
      html`${textField(form, {
        name: 'alert',
        label: 'Number of the alert',
        hint: 'It stands below the answer of a query',
        code: true,
      })}
      ${radios(form, {
        name: 'request',
        legend: 'What the person asks for',
        options: disputeRequests.map((value) => ({ value, text: disputeRequestTitles[value] })),
      })}
      ${textArea(form, {
        name: 'statement',
        label: 'What the person says',
        hint: 'It goes sealed to the issuer of the alert, and to nobody else',
        rows: 6,
        maxlength: 1000,
      })}
      ${checkboxes(form, {
        name: 'block',
        legend: 'Meanwhile',
        options: [
          {
            value: 'yes',
            text: 'Do not show the alert in answers here',
            hint: 'While a correction or an erasure is decided. The issuer can do so everywhere.',
          },
        ],
      })}
      ${button({ text: 'Record and send to the issuer' })}`,
    )}`,
  }
}

export type ReadDispute =
  | { readonly draft: DisputeDraft; readonly problems?: undefined }
  | { readonly draft?: undefined; readonly problems: FormProblems }

/** A request as it was typed. */
export function readDispute(values: FormValues): ReadDispute {
  const { problems, add } = problemCollector()
  const alert = values.one('alert').toLowerCase()
  const request = disputeRequests.find((one) => one === values.one('request'))
  const statement = values.block('statement')
  const block = values.one('block') === 'yes'
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(alert))
    add('alert', 'Enter the number of the alert, 36 characters long')
  if (request === undefined) add('request', 'Choose what the person asks for')
  if (statement === '') add('statement', 'Write what the person says')
  if (statement.length > 1000) add('statement', tooLong('the statement', 1000))
  if (block && request === 'access') add('block', 'Who asks only what is kept contests nothing')
  if (problems.size > 0 || request === undefined) return { problems }
  return { draft: { alert, request, statement, block } }
}
