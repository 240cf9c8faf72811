import type { ForeignLook, ForeignLookList, ReceiptAccount, ReceiptAccounts } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { compartmentTitles } from '../../words/alert-words.ts'
import { lookOperationTitle, lookStateColours, lookStateTitles } from '../../words/receipt-words.ts'
import { followButton } from '../log/follow-page.ts'

/** What is shown below the accounts: who stands behind a pseudonym, if that was asked. */
export interface Resolved {
  readonly pseudonym: string
  readonly officer: string | undefined
}

/** How others looked at alerts of this jurisdiction, what it told them of its own looks, and what does not fit. */
export function receiptsPage(
  context: ConsoleContext,
  visit: Visit,
  {
    accounts,
    list,
    resolved,
  }: {
    readonly accounts: ReceiptAccounts
    readonly list: ForeignLookList
    readonly resolved?: Resolved
  },
  form: FormView,
): PageOptions {
  return {
    title: form.problems.size > 0 ? 'Error: Looks abroad' : 'Looks abroad',
    place: 'receipts',
    main: html`${errorSummary(form.problems)}${heading('Looks abroad')}
      <p class="govuk-body cw-narrow">
        Whoever opens or hits an alert of another jurisdiction tells its issuer. Each receipt is held against
        the log of who gave it, as this node cosigned it.
      </p>
      ${evidence(context, accounts)}
      ${table('Receipts by jurisdiction', accountColumns(context), accounts.jurisdictions)}
      <h2 class="govuk-heading-m">What they looked at</h2>
      ${list.looks.length === 0 ? html`<p class="govuk-body">Nothing was told yet.</p>` : lookTable(context, visit, list)}
      ${resolveForm(context, visit, form, resolved)}`,
  }
}

/** What an auditor must see first: each line is a thing that does not fit. */
function evidence({ countries, times }: ConsoleContext, accounts: ReceiptAccounts): HtmlValue {
  const lines = [
    ...accounts.jurisdictions.flatMap(({ jurisdiction, received }) => {
      const name = countries.nameOf(jurisdiction)
      return [
        received.refuted > 0 &&
          html`${name}: ${count(received.refuted)} ${received.refuted === 1 ? 'receipt is' : 'receipts are'}
          refuted by its log.`,
        received.silent && html`${name} has not said for too long whether it looked, and its log goes on.`,
        ...received.gaps.map(
          ({ from, until }) =>
            html`${name}: no receipt accounts for the places from ${count(from)} up to ${count(until)} of its
            log.`,
        ),
      ]
    }),
    ...accounts.unaccountedHits.map(
      ({ jurisdiction, alert, record, at }) =>
        html`${countries.nameOf(jurisdiction)} reported a hit on <span class="cw-code">${alert}</span> (<a
            class="govuk-link"
            href="/log/${record}"
            >${times.moment(at)}</a
          >), and no receipt tells of a look at it in the seven days before.`,
    ),
  ].filter((line) => line !== false)
  if (lines.length === 0) {
    return html`<p class="cw-proof cw-proof--holds">
      <span aria-hidden="true">✓</span> Nothing is left out, and no receipt is refuted.
    </p>`
  }
  return lines.map(
    (line) => html`<p class="cw-proof cw-proof--broken"><span aria-hidden="true">✗</span> ${line}</p>`,
  )
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function accountColumns({ countries, times }: ConsoleContext) {
  const counted = (title: string, of: (account: ReceiptAccount) => number) =>
    ({ title, number: true, value: (account: ReceiptAccount) => count(of(account)) }) as const
  return [
    {
      title: 'Jurisdiction',
      value: ({ jurisdiction }: ReceiptAccount) =>
        html`${countries.nameOf(jurisdiction)} <span class="cw-code">${jurisdiction}</span>`,
    },
    counted('Looks there', ({ received }) => received.looks),
    counted('In their log', ({ received }) => received.looks - received.waiting - received.refuted),
    counted('Not compared yet', ({ received }) => received.waiting),
    counted('Refuted', ({ received }) => received.refuted),
    {
      title: 'Told last',
      value: ({ received }: ReceiptAccount) => (received.last === null ? '–' : times.moment(received.last)),
    },
    {
      title: 'Their log, told and cosigned',
      number: true,
      value: ({ received: { until, cosigned } }: ReceiptAccount) =>
        `${count(until)} / ${cosigned === null ? '–' : count(cosigned)}`,
    },
    counted('Looks here, told them', ({ sent }) => sent.looks),
  ] as const
}

function lookTable(
  { countries, times }: ConsoleContext,
  visit: Visit,
  { looks, next }: ForeignLookList,
): Html {
  return html`${table<ForeignLook>(
    'Looks at alerts of this jurisdiction',
    [
      { title: 'Hour', value: ({ at }) => times.moment(at) },
      { title: 'Who looked', value: ({ jurisdiction }) => countries.nameOf(jurisdiction) },
      { title: 'Officer', value: ({ officer }) => html`<span class="cw-code">${officer}</span>` },
      { title: 'Operation', value: ({ operation }) => lookOperationTitle(operation) },
      { title: 'Purpose', value: ({ purpose }) => (purpose === undefined ? '–' : purposeTitles[purpose]) },
      {
        title: 'Alerts',
        value: ({ alerts }) =>
          alerts.map(
            ({ alert, version, compartments }) =>
              html`${followButton(visit, { kind: 'alert', alert })} version
                ${version}${
                  compartments.length > 0 &&
                  html` (opened: ${compartments.map((name) => compartmentTitles[name]).join(', ')})`
                }<br />`,
          ),
      },
      {
        title: 'Their log',
        value: ({ state, place }) =>
          html`<strong class="govuk-tag govuk-tag--${lookStateColours[state]} cw-tag"
              >${lookStateTitles[state]}</strong
            >
            <span class="cw-muted">place ${count(place)}</span>`,
      },
    ],
    looks,
  )}
  ${
    next !== null &&
    html`<p class="govuk-body"><a class="govuk-link" href="/receipts?after=${next}">Older looks</a></p>`
  }`
}

function resolveForm(
  { countries, members, jurisdiction: own }: ConsoleContext,
  visit: Visit,
  form: FormView,
  resolved: Resolved | undefined,
): Html {
  const others = members.filter(({ jurisdiction }) => jurisdiction !== own)
  return html`<h2 class="govuk-heading-m">Who stands behind a pseudonym</h2>
    <p class="govuk-hint">
      Receipts name officers of this node by pseudonyms, another one for each jurisdiction.
    </p>
    ${
      resolved !== undefined &&
      html`<p class="govuk-body" role="status">
        <span class="cw-code">${resolved.pseudonym}</span>:
        ${
          resolved.officer === undefined
            ? 'nobody of this node.'
            : followButton(visit, { kind: 'officer', officer: resolved.officer })
        }
      </p>`
    }
    ${postForm(
      { action: '/receipts/resolve', csrf: visit.csrf, classes: 'cw-filter' },
      html`${selectField(form, {
        name: 'jurisdiction',
        label: 'Given to',
        options: others.map(({ jurisdiction: value }) => ({ value, text: countries.nameOf(value) })),
      })}
      ${textField(form, { name: 'pseudonym', label: 'Pseudonym', width: 20, code: true })}
      ${textField(form, { name: 'reference', label: 'Your reference', width: 20 })}
      ${button({ text: 'Ask', kind: 'secondary' })}`,
    )}`
}
