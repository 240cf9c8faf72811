import {
  clearanceConsenters,
  clearanceGrounds,
  isCalendarDay,
  type ClearanceProposal,
} from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, radios, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { problemCollector, type FormProblems, type FormValues } from '../../forms/form.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { clearanceNotice } from '../../words/clearance-notice.ts'
import { clearanceConsenterTitles, clearanceGroundTitles } from '../../words/clearance-words.ts'

export const clearanceFields = [
  'override',
  'birthDate',
  'ground',
  'givenBy',
  'on',
  'language',
  'agreed',
] as const

/** Asks for what the issuer needs to know, and for the consent. */
export function newClearancePage(visit: Visit, form: FormView): PageOptions {
  const title = 'Clear everywhere'
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'clearances',
    before: backLink('/overrides', 'Overrides'),
    main: html`${errorSummary(form.problems)}${heading(title)}
      <p class="govuk-body cw-narrow">
        The issuer of the alert is asked to clear this person wherever its alert is. What goes is a code made
        from the document and the birth date: no name, no number. It needs the person’s consent;
        <a class="govuk-link" href="/clearances/notice">this is what they are told before</a>.
      </p>
      ${postForm(
        { action: '/clearances', csrf: visit.csrf, classes: 'cw-narrow' },
        html`<input type="hidden" name="override" value="${form.values.one('override')}" /> ${textField(
            form,
            {
              name: 'birthDate',
              label: 'Birth date of the person',
              hint: 'As the document says it. It is not kept.',
              type: 'date',
            },
          )}
          ${radios(form, {
            name: 'ground',
            legend: 'What shows that it is another person',
            options: clearanceGrounds.map((value) => ({ value, text: clearanceGroundTitles[value] })),
          })}
          ${radios(form, {
            name: 'givenBy',
            legend: 'Who consents',
            options: clearanceConsenters.map((value) => ({ value, text: clearanceConsenterTitles[value] })),
          })}
          ${textField(form, { name: 'on', label: 'Day of the consent', type: 'date' })}
          ${textField(form, {
            name: 'language',
            label: 'Language in which the notice was read',
            hint: 'Two letters, for instance fr or ne. An interpreter reads it out in a language in which it is not written.',
            width: 2,
          })}
          ${checkboxes(form, {
            name: 'agreed',
            legend: 'Consent',
            options: [
              { value: 'yes', text: `They were told what notice ${clearanceNotice.version} says, and agree` },
            ],
          })}
          ${button({ text: 'Ask the issuer' })}`,
      )}`,
  }
}

export type ReadClearance =
  | { readonly proposal: ClearanceProposal; readonly problems?: undefined }
  | { readonly proposal?: undefined; readonly problems: FormProblems }

/** A proposal as it was typed. Without a consent there is none. */
export function readClearance(values: FormValues): ReadClearance {
  const { problems, add } = problemCollector()
  const [birthDate, on, language] = [values.one('birthDate'), values.one('on'), values.one('language')]
  const ground = clearanceGrounds.find((one) => one === values.one('ground'))
  const givenBy = clearanceConsenters.find((one) => one === values.one('givenBy'))
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)
  if (!isDay(birthDate)) add('birthDate', 'Enter the birth date')
  if (ground === undefined) add('ground', 'Choose what shows that it is another person')
  if (givenBy === undefined) add('givenBy', 'Choose who consents')
  if (!isDay(on)) add('on', 'Enter the day of the consent')
  if (!/^[a-z]{2}$/.test(language)) add('language', 'Enter the two letters of a language')
  if (values.one('agreed') !== 'yes') add('agreed', 'Nothing is sent without consent')
  if (problems.size > 0 || ground === undefined || givenBy === undefined) return { problems }
  const consent = { givenBy, on, notice: { version: clearanceNotice.version, language } }
  return { proposal: { override: values.one('override'), birthDate, ground, consent } }
}
