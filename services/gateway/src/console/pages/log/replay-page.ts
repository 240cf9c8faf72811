import type { Replay } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { outcomeTitles } from '../../words/access-words.ts'
import { differenceTitles, replayVerdicts } from '../../words/replay-words.ts'
import { followButton } from './follow-page.ts'

/** Does the list, as it stood then, give the answer that is on record? */
export function replayPage({ times }: ConsoleContext, visit: Visit, replay: Replay): PageOptions {
  const { record, at, list, verdict, logged, replayed, differences, erased, software } = replay
  const alerts = (items: readonly Html[]) =>
    html`<ul class="govuk-list cw-list-s">
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
  const holds = verdict !== 'differs'
  return {
    title: 'Query answered again',
    place: 'log',
    before: backLink(`/log/${record}`, 'Log record'),
    main: html`${heading('Query answered again', 'Log record')}
      <p class="cw-proof cw-proof--${holds ? 'holds' : 'broken'}">
        <span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${replayVerdicts[verdict]}
      </p>
      ${
        differences.length > 0 &&
        html`<h2 class="govuk-heading-m">What differs</h2>
          ${alerts(
            differences.map(
              ({ kind, alert }) =>
                html`${differenceTitles[kind]}
                ${alert !== undefined && followButton(visit, { kind: 'alert', alert })}`,
            ),
          )}`
      }
      ${
        erased.answer.length > 0 &&
        html`<h2 class="govuk-heading-m">Erased since, cannot be found again</h2>
          ${alerts(erased.answer.map((alert) => followButton(visit, { kind: 'alert', alert })))}`
      }
      <h2 class="govuk-heading-m">Answers</h2>
      <dl class="cw-rows">
        ${row('On record', answer(visit, logged))} ${row('From the list', answer(visit, replayed))}
        ${row('Answered', times.exact(at))} ${row('List', `as it stood after change ${list}`)}
        ${erased.listed > 0 && row('Erased since', `${erased.listed} of the alerts that were listed then`)}
        ${row('Software', software.logged === software.replayed ? software.logged : `${software.logged}; now ${software.replayed}`)}
      </dl>`,
  }
}

/** On the page of a query's record. */
export function replayButton(visit: Visit, record: string): Html {
  return postForm(
    { action: `/log/${record}/replay`, csrf: visit.csrf, classes: 'cw-inline-step' },
    button({ text: 'Answer it again from the list of that time', kind: 'secondary' }),
  )
}

function row(name: string, value: HtmlValue): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function answer(visit: Visit, { outcome, alerts, cleared }: Replay['logged']): Html {
  return html`<strong>${outcomeTitles[outcome]}</strong>
    <ul class="govuk-list cw-list-s">
      ${alerts.map(
        ({ alert, version }) =>
          html`<li>${followButton(visit, { kind: 'alert', alert })} version ${version}</li>`,
      )}
      ${cleared.map(
        (by) =>
          html`<li>
            ${followButton(visit, { kind: 'alert', alert: by.alert })} cleared by
            ${'override' in by ? 'an override' : 'its issuer'}
          </li>`,
      )}
    </ul>`
}
