import type { FollowAnswer, FollowRequest } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { table, type Column } from '../../layout/table.ts'
import { operationTitles, outcomeTitles, purposeTitles } from '../../words/access-words.ts'
import { lookOperationTitle } from '../../words/receipt-words.ts'

type Subject = FollowRequest['subject']
type Spanned = FollowAnswer['officers'][number] | FollowAnswer['alerts'][number]

/** One alert through every look at it, or one officer through all of theirs: who, what for, when, how often. */
export function followPage(
  context: ConsoleContext,
  visit: Visit,
  subject: Subject,
  answer: FollowAnswer,
): PageOptions {
  const title = subject.kind === 'alert' ? 'Alert followed' : 'Officer followed'
  return {
    title,
    place: 'log',
    before: backLink('/log', 'Access log'),
    main: html`${heading(
      subject.kind === 'alert'
        ? html`<span class="cw-code">${subject.alert}</span>`
        : html`<bdi>${subject.officer}</bdi>`,
      title,
    )}
    ${summary(context, answer)}${answer.looks > 0 && [everyLook(visit, subject), tables(context, visit, subject, answer)]}
    ${answer.abroad.length > 0 && abroad(context, answer)}`,
  }
}

function summary({ times }: ConsoleContext, { looks, first, last }: FollowAnswer): Html {
  if (first === null || last === null) return html`<p class="govuk-body">The log has no look.</p>`
  return html`<p class="govuk-body">
    ${looks.toLocaleString('en')} ${looks === 1 ? 'look' : 'looks'}, the first on ${times.moment(first)}, the
    last on ${times.moment(last)}.
  </p>`
}

/** The looks one by one: the search with the same filter. */
function everyLook(visit: Visit, subject: Subject): Html {
  const [name, value] = subject.kind === 'alert' ? ['alert', subject.alert] : ['officer', subject.officer]
  return postForm(
    { action: '/log', csrf: visit.csrf },
    html`<input type="hidden" name="${name}" value="${value}" />
      ${button({ text: 'Show every look', kind: 'secondary' })}`,
  )
}

function tables(context: ConsoleContext, visit: Visit, subject: Subject, answer: FollowAnswer): HtmlValue {
  const { kinds, officers, alerts, days } = answer
  const counted = { title: 'Looks', number: true, value: (row: { looks: number }) => row.looks } as const
  const spans: readonly Column<Spanned>[] = [
    counted,
    { title: 'First', value: ({ first }) => context.times.moment(first) },
    { title: 'Last', value: ({ last }) => context.times.moment(last) },
  ]
  const section = (title: string, content: Html) =>
    html`<h2 class="govuk-heading-m">${title}</h2>
      ${content}`
  return [
    section(
      'What for',
      table(
        'Looks by what was done, for whom and why',
        [
          { title: 'Operation', value: ({ operation }) => operationTitles[operation] },
          { title: 'Authority', value: ({ authority }) => html`<bdi>${authority}</bdi>` },
          { title: 'Purpose', value: ({ purpose }) => (purpose === null ? '–' : purposeTitles[purpose]) },
          { title: 'Outcome', value: ({ outcome }) => outcomeTitles[outcome] },
          counted,
        ],
        kinds,
      ),
    ),
    subject.kind === 'alert' &&
      section(
        'Who looked',
        table(
          'Looks by officer',
          [
            { title: 'Officer', value: ({ officer }) => followButton(visit, { kind: 'officer', officer }) },
            ...spans,
          ],
          officers,
        ),
      ),
    subject.kind === 'officer' &&
      alerts.length > 0 &&
      section(
        'Which alerts',
        table(
          'Looks by alert',
          [{ title: 'Alert', value: ({ alert }) => followButton(visit, { kind: 'alert', alert }) }, ...spans],
          alerts,
        ),
      ),
    section('When', table('Looks by day', [{ title: 'Day (UTC)', value: ({ day }) => day }, counted], days)),
  ]
}

/** What others told this jurisdiction of their looks at its alert: to the hour, officers by pseudonym. */
function abroad({ countries, times }: ConsoleContext, answer: FollowAnswer): Html {
  return html`<h2 class="govuk-heading-m">Elsewhere</h2>
    ${table(
      'Looks of other jurisdictions',
      [
        { title: 'Jurisdiction', value: ({ jurisdiction }) => countries.nameOf(jurisdiction) },
        { title: 'Operation', value: ({ operation }) => lookOperationTitle(operation) },
        { title: 'Purpose', value: ({ purpose }) => (purpose === null ? '–' : purposeTitles[purpose]) },
        { title: 'Looks', number: true, value: ({ looks }) => looks },
        { title: 'Officers', number: true, value: ({ officers }) => officers },
        { title: 'Refuted', number: true, value: ({ refuted }) => refuted },
        { title: 'First', value: ({ first }) => times.moment(first) },
        { title: 'Last', value: ({ last }) => times.moment(last) },
      ],
      answer.abroad,
    )}
    <p class="govuk-body"><a class="govuk-link" href="/receipts">Receipts and what does not fit</a></p>`
}

/** Leads on to another one, by POST: no officer and no alert stands in an address. */
export function followButton(visit: Visit, subject: Subject): Html {
  const text = subject.kind === 'alert' ? subject.alert : subject.officer
  return postForm(
    { action: '/log/follow', csrf: visit.csrf },
    html`<input type="hidden" name="${subject.kind}" value="${text}" />
      <button type="submit" class="cw-link-button ${subject.kind === 'alert' && 'cw-code'}">
        <span class="govuk-visually-hidden">Follow </span><bdi>${text}</bdi>
      </button>`,
  )
}
