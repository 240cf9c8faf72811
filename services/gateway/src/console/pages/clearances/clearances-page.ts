import { clearanceRefusals, type Clearance } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { selectField } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { emptyForm, noProblems, type FormProblems } from '../../forms/form.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import {
  clearanceConsenterTitles,
  clearanceGroundTitles,
  clearanceReasonTitles,
  clearanceRefusalTitles,
  clearanceStateTags,
  clearanceTold,
} from '../../words/clearance-words.ts'

/** Persons who are not the subject of an alert, anywhere; and what is to be decided about them here. */
export function clearancesPage(
  context: ConsoleContext,
  visit: Visit,
  clearances: readonly Clearance[],
  problems: FormProblems,
): PageOptions {
  const { countries, times } = context
  const from = ({ proposer }: Clearance) => (proposer === null ? 'Not told' : countries.nameOf(proposer))
  return {
    title: problems.size > 0 ? 'Error: Clearances' : 'Clearances',
    place: 'clearances',
    main: html`${errorSummary(problems)}${heading('Clearances')}
      <p class="govuk-body cw-narrow">
        Somebody who was cleared in one country is cleared wherever the alert is, if its issuer agrees. It is
        proposed from an override, with the person’s consent. Nothing here says who they are:
        <a class="govuk-link" href="/clearances/notice">what they are told</a>.
      </p>
      ${
        clearances.length === 0
          ? html`<p class="govuk-body">There are none.</p>`
          : table(
              'Clearances',
              [
                { title: 'Since', value: ({ since }) => times.moment(since) },
                {
                  title: 'Alert',
                  value: ({ alert, issuer }) =>
                    html`<span class="cw-code">${alert}</span><br /><span class="cw-muted"
                        >${countries.nameOf(issuer)}</span
                      >`,
                },
                { title: 'Cleared in', value: from },
                { title: 'Because', value: grounds },
                { title: 'Until', value: ({ until }) => times.day(until) },
                { title: 'State', value: (one) => standing(context, one) },
                { title: 'Steps', value: (one) => steps(context, visit, one) },
              ],
              clearances,
            )
      }`,
  }
}

function grounds({ ground, consent }: Clearance): HtmlValue {
  if (ground === null || consent === null) return 'Not told'
  const { givenBy, notice } = consent
  return html`${clearanceGroundTitles[ground]}<br /><span class="cw-muted"
      >${clearanceConsenterTitles[givenBy]} agreed, ${consent.on}, notice ${notice.version}
      (${notice.language})</span
    >`
}

function standing({ countries, jurisdiction: own }: ConsoleContext, one: Clearance): HtmlValue {
  const { state, reason, recipients, proposer } = one
  const { title, colour } = clearanceStateTags[state]
  const owed = recipients.filter(({ erasedAt }) => erasedAt === null)
  return html`<strong class="govuk-tag govuk-tag--${colour} cw-tag">${title}</strong>
    ${reason !== null && html`<br /><span class="cw-muted">${clearanceReasonTitles[reason]}</span>`}
    ${
      state === 'ended' &&
      recipients.length > 0 &&
      html`<br /><span class="cw-muted"
          >${
            owed.length === 0
              ? 'Erased everywhere'
              : `Not erased yet: ${owed.map(({ jurisdiction }) => countries.nameOf(jurisdiction)).join(', ')}`
          }</span
        >`
    }
    ${
      proposer === own &&
      html`<details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">What you can tell the person</span>
        </summary>
        <div class="govuk-details__text">${clearanceTold[state]}</div>
      </details>`
    }`
}

function steps({ jurisdiction: own }: ConsoleContext, visit: Visit, one: Clearance): HtmlValue {
  const { id, state, issuer, proposer } = one
  const step = (name: string, control: HtmlValue) =>
    postForm(
      { action: `/clearances/${id}/${name}`, csrf: visit.csrf, classes: 'cw-inline-step' },
      html`${control}`,
    )
  const hidden = (reason: string) => html`<input type="hidden" name="reason" value="${reason}" />`
  const decides = state === 'proposed' && issuer === own && hasRole(visit, 'supervisor')
  const ends =
    (state === 'standing' && (issuer === own || proposer === own)) ||
    (state === 'proposed' && proposer === own)
  const offered = [
    decides && step('accept', button({ text: 'Accept' })),
    decides &&
      step(
        'decline',
        html`${selectField(
          { values: emptyForm, problems: noProblems },
          {
            name: 'reason',
            id: `reason-${id}`,
            label: 'Why not',
            options: clearanceRefusals.map((value) => ({ value, text: clearanceRefusalTitles[value] })),
          },
        )}${button({ text: 'Decline', kind: 'secondary' })}`,
      ),
    ends &&
      step(
        'end',
        html`${hidden('consent-withdrawn')}${button({ text: 'Consent withdrawn', kind: 'warning' })}`,
      ),
    ends &&
      step('end', html`${hidden('not-confirmed')}${button({ text: 'Not confirmed', kind: 'secondary' })}`),
  ]
  return offered.some((part) => part !== false) ? offered : '–'
}
