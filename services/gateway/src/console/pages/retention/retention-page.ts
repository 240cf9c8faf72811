import type { LegalHold, RetentionReport } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textField, type FormView } from '../../forms/fields.ts'
import { emptyForm, noProblems } from '../../forms/form.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import {
  contentClassTitles,
  holdKinds,
  holdKindTitles,
  recordClassTitles,
} from '../../words/retention-words.ts'

/** How long records are kept, what is due to go, and what must not. */
export function retentionPage(
  context: ConsoleContext,
  visit: Visit,
  { classes, content, holds, runs }: RetentionReport,
  form: FormView,
): PageOptions {
  const { times } = context
  const number = (title: string, of: (row: (typeof classes)[number]) => number) =>
    ({ title, number: true, value: (row: (typeof classes)[number]) => of(row).toLocaleString('en') }) as const
  return {
    title: form.problems.size > 0 ? 'Error: Retention' : 'Retention',
    place: 'retention',
    main: html`${errorSummary(form.problems)}${heading('Retention')}
      <p class="govuk-body cw-narrow">
        What was kept long enough is erased every hour. Of a record, its place in the log and every proof of
        it stay.
      </p>
      <h2 class="govuk-heading-m">Records of the access log</h2>
      ${table(
        'Records by class',
        [
          { title: 'Class', value: (row) => recordClassTitles[row.class] },
          number('Months', ({ months }) => months),
          number('Older', ({ over }) => over),
          number('Kept on', ({ kept }) => kept),
          number('Due', ({ due }) => due),
        ],
        classes,
      )}
      <h2 class="govuk-heading-m">Alerts, hits and other content</h2>
      <p class="govuk-body cw-narrow">As each service left it after its last run.</p>
      ${contentTable(context, content)}
      <h2 class="govuk-heading-m">Legal holds</h2>
      ${holds.length === 0 ? html`<p class="govuk-body">None.</p>` : holdTable(context, visit, holds)}
      ${holdForm(visit, form)}
      <h2 class="govuk-heading-m">Erased</h2>
      ${
        runs.length === 0
          ? html`<p class="govuk-body">Nothing was erased yet.</p>`
          : table(
              'Erased records',
              [
                { title: 'When', value: ({ at }) => times.moment(at) },
                { title: 'Records', number: true, value: ({ records }) => records.toLocaleString('en') },
              ],
              runs,
            )
      }`,
  }
}

function contentTable({ times }: ConsoleContext, content: RetentionReport['content']): Html {
  if (content.length === 0) return html`<p class="govuk-body">No service has said yet what else it keeps.</p>`
  const number = (title: string, of: (row: (typeof content)[number]) => number) =>
    ({ title, number: true, value: (row: (typeof content)[number]) => of(row).toLocaleString('en') }) as const
  return table(
    'What else is kept after its end',
    [
      { title: 'Class', value: (row) => contentClassTitles[row.class] },
      number('Months', ({ months }) => months),
      number('Ended', ({ over }) => over),
      number('Held', ({ kept }) => kept),
      number('Due', ({ due }) => due),
      number('Erased', ({ erased }) => erased),
      { title: 'Oldest', value: ({ oldest }) => (oldest === null ? '' : times.day(oldest)) },
      { title: 'Last run', value: ({ ranAt }) => times.moment(ranAt) },
    ],
    content,
  )
}

function holdTable({ times }: ConsoleContext, visit: Visit, holds: readonly LegalHold[]): Html {
  return table(
    'Legal holds in force',
    [
      { title: 'What', value: ({ subject }) => subjectText(subject) },
      { title: 'Reason', value: ({ reason }) => html`<bdi dir="auto">${reason}</bdi>` },
      { title: 'Set by', value: ({ setBy }) => html`<bdi>${setBy}</bdi>` },
      { title: 'Since', value: ({ setAt }) => times.moment(setAt) },
      { title: 'Lift', value: ({ id }) => liftForm(visit, id) },
    ],
    holds,
  )
}

function subjectText(subject: LegalHold['subject']): HtmlValue {
  const { kind, ...named } = subject
  return html`${holdKindTitles[kind]} <span class="cw-code">${Object.values(named).join('')}</span>`
}

const empty: FormView = { values: emptyForm, problems: noProblems }

function liftForm(visit: Visit, id: string): Html {
  return postForm(
    { action: `/retention/holds/${id}/lift`, csrf: visit.csrf, classes: 'cw-filter' },
    html`${textField(empty, { id: `lift-${id}`, name: 'reason', label: 'Reason', width: 20 })}
    ${button({ text: 'Lift', kind: 'secondary' })}`,
  )
}

function holdForm(visit: Visit, form: FormView): Html {
  return postForm(
    { action: '/retention/holds', csrf: visit.csrf, classes: 'cw-filter' },
    html`${selectField(form, {
      name: 'kind',
      label: 'Hold',
      options: holdKinds.map((value) => ({ value, text: holdKindTitles[value] })),
    })}
    ${textField(form, { name: 'subject', label: 'Officer, or id of what is held', width: 30 })}
    ${textField(form, { name: 'reason', label: 'Proceeding or order', width: 20 })}
    ${button({ text: 'Set the hold', kind: 'secondary' })}`,
  )
}
