import type { BreakGlass, BreakGlassState } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'

const states: Readonly<Record<BreakGlassState, { readonly title: string; readonly colour: string }>> = {
  asked: { title: 'Waits', colour: 'yellow' },
  'in-force': { title: 'In force', colour: 'red' },
  refused: { title: 'Refused', colour: 'grey' },
  ended: { title: 'Ended', colour: 'grey' },
  over: { title: 'Time over', colour: 'grey' },
}

export const askFields = ['reason', 'reference'] as const

/** Asking for break-glass, granting it, using it in this session, and ending it. */
export function breakGlassPage(
  context: ConsoleContext,
  visit: Visit,
  grants: readonly BreakGlass[],
  form: FormView,
): PageOptions {
  return {
    title: form.problems.size > 0 ? 'Error: Break-glass' : 'Break-glass',
    place: 'break-glass',
    main: html`${errorSummary(form.problems)}${heading('Break-glass')}
      <p class="govuk-body cw-narrow">
        For an hour, when somebody is in danger and the ordinary way is too slow or closed: you ask for the
        purposes of an operation, read whole alerts, and go on while the other jurisdictions do not confirm
        the log. A supervisor who is somebody else grants it. Everything done under it is recorded as such,
        and auditors review every one.
      </p>
      ${visit.breakGlass !== undefined && leaveForm(visit)}
      ${hasRole(visit, 'border-officer', 'liaison-officer', 'analyst', 'supervisor') && askForm(visit, form)}
      ${grantTable(context, visit, grants)}`,
  }
}

function leaveForm(visit: Visit): Html {
  return postForm(
    { action: '/break-glass/leave', csrf: visit.csrf },
    button({ text: 'Go on without break-glass', kind: 'secondary' }),
  )
}

function askForm(visit: Visit, form: FormView): Html {
  return html`<h2 class="govuk-heading-m">Ask for it</h2>
    ${postForm(
      { action: '/break-glass', csrf: visit.csrf, classes: 'cw-narrow' },
      html`${textArea(form, {
        name: 'reason',
        label: 'Reason',
        hint: 'Who is in danger, and what cannot wait. Kept sealed; the supervisor and auditors read it.',
        maxlength: 500,
      })}
      ${textField(form, { name: 'reference', label: 'Case or control reference', width: 20 })}
      ${button({ text: 'Ask for break-glass', kind: 'warning' })}`,
    )}`
}

function grantTable({ times }: ConsoleContext, visit: Visit, grants: readonly BreakGlass[]): Html {
  const title = html`<h2 class="govuk-heading-m">Asked for</h2>`
  if (grants.length === 0)
    return html`${title}
      <p class="govuk-body">None.</p>`
  return html`${title}
  ${table(
    'Break-glass asked for',
    [
      { title: 'Asked', value: ({ askedAt }) => times.moment(askedAt) },
      {
        title: 'Officer',
        value: ({ officer, authority }) =>
          html`<bdi>${officer}</bdi><br /><span class="cw-muted"><bdi>${authority}</bdi></span>`,
      },
      {
        title: 'Reason',
        value: ({ reason, reference }) =>
          html`<bdi dir="auto">${reason}</bdi>${
              reference !== null && html`<br /><span class="cw-code">${reference}</span>`
            }`,
      },
      { title: 'State', value: ({ state }) => stateTag(state) },
      { title: 'Second person', value: ({ decidedBy }) => decidedBy && html`<bdi>${decidedBy}</bdi>` },
      { title: 'Until', value: ({ endsAt }) => endsAt && times.moment(endsAt) },
      {
        title: 'Records',
        value: ({ id, uses }) =>
          hasRole(visit, 'auditor')
            ? html`<a class="govuk-link" href="/break-glass/${id}"
                >${uses}<span class="govuk-visually-hidden"> records</span></a
              >`
            : uses,
        number: true,
      },
      { title: 'Steps', value: (grant) => steps(visit, grant) },
    ],
    grants,
  )}`
}

export function stateTag(state: BreakGlassState): Html {
  const { title, colour } = states[state]
  return html`<strong class="govuk-tag govuk-tag--${colour} cw-tag">${title}</strong>`
}

function steps(visit: Visit, { id, officer, state }: BreakGlass): HtmlValue {
  const step = (name: string, text: string, kind: 'primary' | 'secondary' | 'warning') =>
    postForm(
      { action: `/break-glass/${id}/${name}`, csrf: visit.csrf, classes: 'cw-inline-step' },
      button({ text: html`${text}<span class="govuk-visually-hidden"> for ${officer}</span>`, kind }),
    )
  const own = officer === visit.account.name
  const decides = hasRole(visit, 'supervisor') && !own
  const offered = [
    state === 'asked' && decides && step('approve', 'Grant for an hour', 'warning'),
    state === 'asked' && decides && step('refuse', 'Refuse', 'secondary'),
    state === 'asked' && own && html`<span class="cw-muted">A supervisor decides</span>`,
    state === 'in-force' &&
      own &&
      visit.breakGlass?.id !== id &&
      step('use', 'Use in this session', 'warning'),
    state === 'in-force' && (own || hasRole(visit, 'supervisor', 'auditor')) && step('end', 'End', 'primary'),
  ]
  return offered.some((part) => part !== false) ? offered : '–'
}
