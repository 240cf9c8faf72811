import { breakGlassReviewHours, reviewVerdicts, type Review, type ReviewList } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textField, type FormView } from '../../forms/fields.ts'
import { emptyForm, noProblems } from '../../forms/form.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { reviewKindTitles, verdictColours, verdictTitles } from '../../words/review-words.ts'
import { followButton } from '../log/follow-page.ts'

/** What waits for an auditor's verdict, and what others have decided. */
export function reviewsPage(
  context: ConsoleContext,
  visit: Visit,
  { reviews, open, oldest }: ReviewList,
  form: FormView,
): PageOptions {
  const waiting = reviews.filter(({ verdict }) => verdict === null)
  const decided = reviews.filter(({ verdict }) => verdict !== null)
  return {
    title: form.problems.size > 0 ? 'Error: Reviews' : 'Reviews',
    place: 'reviews',
    main: html`${errorSummary(form.problems)}${heading('Reviews')}
      <p class="govuk-body">
        ${
          oldest === null
            ? 'Nothing waits.'
            : html`${open} ${open === 1 ? 'waits' : 'wait'}, the oldest since ${context.times.day(oldest)}.`
        }
      </p>
      ${drawForm(visit, form)}${waiting.length > 0 && waitingTable(context, visit, waiting, form)}
      ${decided.length > 0 && decidedTable(context, decided)}`,
  }
}

function drawForm(visit: Visit, form: FormView): Html {
  return html`<h2 class="govuk-heading-m">Draw a sample</h2>
    <p class="govuk-hint">The lot falls by the root of the signed log: nobody chooses what comes up.</p>
    ${postForm(
      { action: '/reviews/sample', csrf: visit.csrf, classes: 'cw-filter' },
      html`${textField(form, { name: 'count', label: 'Looks', width: 4, inputmode: 'numeric' })}
      ${textField(form, { name: 'from', label: 'Since', type: 'date' })}
      ${textField(form, { name: 'authority', label: 'Authority', width: 20 })}
      ${button({ text: 'Draw', kind: 'secondary' })}`,
    )}`
}

function waitingTable(
  context: ConsoleContext,
  visit: Visit,
  waiting: readonly Review[],
  form: FormView,
): Html {
  return html`<h2 class="govuk-heading-m">Waiting</h2>
    ${table(
      'Waiting for a verdict',
      [
        { title: 'Since', value: (review) => since(context, review) },
        { title: 'Officer', value: ({ officer }) => followButton(visit, { kind: 'officer', officer }) },
        { title: 'Why', value: why },
        { title: 'Verdict', value: (review) => verdictForm(visit, review, form) },
      ],
      waiting,
    )}`
}

/** Every break-glass has to be reviewed in time. */
function since({ times, clock }: ConsoleContext, { kind, openedAt }: Review): HtmlValue {
  const dueAt = Date.parse(openedAt) + breakGlassReviewHours * 3_600_000
  return html`<span class="cw-nowrap">${times.day(openedAt)}</span> ${
      kind === 'break-glass' &&
      clock().getTime() > dueAt &&
      html`<br /><strong class="govuk-tag govuk-tag--red cw-tag">Overdue</strong>`
    }`
}

function why({ kind, reason, record, breakGlass }: Review): HtmlValue {
  return html`<strong>${reviewKindTitles[kind]}</strong><br />
    <span class="cw-muted">${reason}</span>
    ${record !== null && html`<br /><a class="govuk-link" href="/log/${record}">Open the record</a>`}
    ${
      breakGlass !== null &&
      html`<br /><a class="govuk-link" href="/break-glass/${breakGlass}">What was done under it</a>`
    }`
}

/** The form stands in the page once for each review: its field is named after it. */
export function verdictField(id: string): string {
  return `verdict-${id}`
}

const empty: FormView = { values: emptyForm, problems: noProblems }

/** Nothing is chosen beforehand: a verdict is given, not left standing. */
function verdictForm(visit: Visit, { id }: Review, form: FormView): Html {
  const shown = form.problems.has(verdictField(id)) ? form : empty
  return postForm(
    { action: `/reviews/${id}/verdict`, csrf: visit.csrf, classes: 'cw-filter' },
    html`${selectField(shown, {
      id: verdictField(id),
      name: 'verdict',
      label: 'Verdict',
      empty: 'Choose',
      options: reviewVerdicts.map((value) => ({ value, text: verdictTitles[value] })),
    })}
    ${textField(shown, { id: `note-${id}`, name: 'note', label: 'Note (optional)', width: 20 })}
    ${button({ text: 'Decide', kind: 'secondary' })}`,
  )
}

function decidedTable(context: ConsoleContext, decided: readonly Review[]): Html {
  return html`<h2 class="govuk-heading-m">Decided</h2>
    ${table(
      'Decided',
      [
        { title: 'Decided', value: ({ decidedAt }) => decidedAt && context.times.day(decidedAt) },
        { title: 'Officer', value: ({ officer }) => html`<bdi>${officer}</bdi>` },
        { title: 'Why', value: why },
        {
          title: 'Verdict',
          value: ({ verdict }) =>
            verdict &&
            html`<strong class="govuk-tag govuk-tag--${verdictColours[verdict]} cw-tag"
              >${verdictTitles[verdict]}</strong
            >`,
        },
        { title: 'Reviewer', value: ({ reviewer }) => html`<bdi>${reviewer}</bdi>` },
      ],
      decided,
    )}`
}
