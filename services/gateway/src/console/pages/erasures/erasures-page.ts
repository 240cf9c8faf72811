import { demandStates, type DemandState, type ErasureBoard } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { causeTitles, demandColours, demandTitles } from '../../words/erasure-words.ts'

/** Who still holds what this node took back. */
export function erasuresPage(
  context: ConsoleContext,
  visit: Visit,
  board: ErasureBoard,
  state: DemandState | undefined,
): PageOptions {
  return {
    title: 'Erasures',
    place: 'erasures',
    main: html`${heading('Erasures')}
      <p class="govuk-body cw-narrow">
        Whoever had an alert that was withdrawn or has expired erases it and signs a receipt. A receipt counts
        if it names the very entry of our feed that took the alert back.
      </p>
      ${countTable(context, board)}
      <h2 class="govuk-heading-m">Receipts</h2>
      <p class="govuk-body">
        ${filterLink(undefined, state)} ${demandStates.map((one) => filterLink(one, state))}
      </p>
      ${
        board.demands.length === 0
          ? html`<p class="govuk-body">None.</p>`
          : demandTable(context, visit, board)
      }
      ${
        board.next !== null &&
        html`<p class="govuk-body">
          <a
            class="govuk-link"
            href="/erasures?${new URLSearchParams({ ...(state && { state }), after: board.next }).toString()}"
            >Older receipts</a
          >
        </p>`
      }`,
  }
}

function filterLink(one: DemandState | undefined, current: DemandState | undefined): Html {
  const text = one === undefined ? 'All' : demandTitles[one]
  if (one === current) return html`<strong>${text}</strong>&ensp;`
  return html`<a class="govuk-link" href="/erasures${one === undefined ? '' : `?state=${one}`}">${text}</a
    >&ensp;`
}

function countTable(
  { countries, members, jurisdiction: own }: ConsoleContext,
  { counts }: ErasureBoard,
): Html {
  const others = members.filter(({ jurisdiction }) => jurisdiction !== own)
  const count = (recipient: string, state: DemandState) =>
    counts.find((one) => one.recipient === recipient && one.state === state)?.count ?? 0
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Receipts by jurisdiction">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Receipts by jurisdiction
      </caption>
      <thead>
        <tr>
          <th scope="col">Jurisdiction</th>
          ${demandStates.map((state) => html`<th scope="col" class="cw-number">${demandTitles[state]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${others.map(
          ({ jurisdiction }) =>
            html`<tr>
              <th scope="row">
                ${countries.nameOf(jurisdiction)} <span class="cw-code">${jurisdiction}</span>
              </th>
              ${demandStates.map(
                (state) =>
                  html`<td class="cw-number">${count(jurisdiction, state).toLocaleString('en')}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function demandTable({ countries, times }: ConsoleContext, visit: Visit, { demands }: ErasureBoard): Html {
  const readsAlerts = hasRole(visit, 'analyst', 'supervisor')
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Receipts">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Receipts
      </caption>
      <thead>
        <tr>
          <th scope="col">Alert</th>
          <th scope="col">Why</th>
          <th scope="col">Owed by</th>
          <th scope="col">Receipt</th>
          <th scope="col">Ended</th>
          <th scope="col">Due</th>
          <th scope="col">Erased</th>
          <th scope="col" class="cw-number">Entry</th>
        </tr>
      </thead>
      <tbody>
        ${demands.map(
          ({ alert, cause, recipient, state, endedAt, dueAt, erasedAt, receiptEntry }) =>
            html`<tr>
              <th scope="row" class="cw-code">
                ${readsAlerts ? html`<a class="govuk-link" href="/alerts/${alert}">${alert}</a>` : alert}
              </th>
              <td>${causeTitles[cause]}</td>
              <td>${countries.nameOf(recipient)}</td>
              <td>
                <strong class="govuk-tag govuk-tag--${demandColours[state]} cw-tag"
                  >${demandTitles[state]}</strong
                >
              </td>
              <td class="cw-nowrap">${times.moment(endedAt)}</td>
              <td class="cw-nowrap">${times.moment(dueAt)}</td>
              <td class="cw-nowrap">${erasedAt === null ? '–' : times.moment(erasedAt)}</td>
              <td class="cw-number">${receiptEntry === null ? '–' : html`${recipient} ${receiptEntry}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
