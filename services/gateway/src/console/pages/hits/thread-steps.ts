import { hitOutcomes, urgencies, type HitDetail, type ThreadEntry } from '@crosswatch/protocol'
import { officerClassOf, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { checkboxes, radios, selectField, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { emptyForm, noProblems } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { hitOutcomeTitles, urgencyTitles } from '../../words/hit-words.ts'

/** What a liaison officer can say next. The service decides again. */
export function threadSteps(
  { policies, jurisdiction: own, times }: ConsoleContext,
  visit: Visit,
  { hit, messages }: HitDetail,
  view: FormView,
): HtmlValue {
  const asked = { ...officerClassOf(visit), act: 'correspond', purpose: 'alert-management' } as const
  const { allowed } = policies.decideAccess(asked)
  if (!allowed || hit.state === 'closed') return false
  const step = (kind: string, title: string, content: (form: FormView) => HtmlValue) => {
    const typed = view.values.one('kind') === kind
    const form = typed ? view : { values: emptyForm, problems: noProblems }
    return html`<details class="govuk-details" ${typed && view.problems.size > 0 && html` open`}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">${title}</span>
      </summary>
      <div class="govuk-details__text">
        ${postForm(
          { action: `/hits/${hit.id}/messages`, csrf: visit.csrf, classes: 'cw-step' },
          html`<input type="hidden" name="kind" value="${kind}" /> ${content(form)}`,
        )}
      </div>
    </details>`
  }
  // Between officers of one jurisdiction there is no other side.
  const theirs = ({ from }: ThreadEntry) => from !== own || hit.issuer === hit.reporter
  const answers = messages.flatMap(({ content }) => {
    if (content.kind === 'answer') return [content.request]
    return content.kind === 'handover-confirmed' ? [content.handover] : []
  })
  const open = (kind: ThreadEntry['content']['kind']) =>
    messages.filter((one) => one.content.kind === kind && theirs(one) && !answers.includes(one.id))
  const requests = open('request')
  return html`<h2 class="govuk-heading-s">Steps</h2>
    ${
      requests.length > 0 &&
      step('answer', 'Answer a request', (form) => answerFields(form, requests, hit.issuer === own))
    }
    ${open('handover').map(({ id, at }) =>
      step(
        'handover-confirmed',
        'Confirm a handover',
        () =>
          html`<input type="hidden" name="about" value="${id}" />
            <p class="govuk-body-s">The exhibits of ${times.moment(at)} have arrived here as listed there.</p>
            ${button({ text: 'Sign that they are here' })}`,
      ),
    )}
    ${step('request', 'Ask for supplementary information', requestFields)}
    ${step('handover', 'Hand exhibits over', handoverFields)}
    ${step('closing', 'Close the thread', closingFields)}`
}

function requestFields(form: FormView): Html {
  return html`${textArea(form, { name: 'question', label: 'What you need to know', maxlength: 500 })}
  ${textField(form, { name: 'legalBasis', label: 'Legal basis' })}
  ${radios(form, {
    name: 'urgency',
    legend: 'Answer within',
    options: urgencies.map((value) => ({ value, text: urgencyTitles[value] })),
  })}
  ${button({ text: 'Send the request' })}`
}

function answerFields(form: FormView, requests: readonly ThreadEntry[], mayRelease: boolean): Html {
  const options = requests.map(({ id, content }) => ({
    value: id,
    text: content.kind === 'request' ? content.question : id,
  }))
  return html`${selectField(form, { name: 'about', label: 'Request', options })}
  ${textArea(form, { name: 'text', label: 'Answer', maxlength: 1000 })}
  ${
    mayRelease &&
    checkboxes(form, {
      name: 'evidence',
      legend: 'Evidence',
      options: [
        {
          value: 'yes',
          text: 'Open the evidence of the alert',
          hint: 'To the side that asked, for this thread only',
        },
      ],
    })
  }
  ${button({ text: 'Send the answer' })}`
}

function handoverFields(form: FormView): Html {
  return html`${textArea(form, {
    name: 'exhibits',
    label: 'Exhibits',
    hint: 'The SHA-256 of each, one a line',
    code: true,
  })}
  ${textField(form, { name: 'from', label: 'Handed over by', hint: 'Desk' })}
  ${textField(form, { name: 'to', label: 'To', hint: 'Desk' })}
  ${textField(form, { name: 'handedAt', label: 'When (UTC)', type: 'datetime-local' })}
  ${button({ text: 'Sign the handover' })}`
}

function closingFields(form: FormView): Html {
  return html`${radios(form, {
    name: 'outcome',
    legend: 'What came of it',
    options: hitOutcomes.map((value) => ({ value, text: hitOutcomeTitles[value] })),
  })}
  ${button({ text: 'Close the thread', kind: 'warning' })}`
}
