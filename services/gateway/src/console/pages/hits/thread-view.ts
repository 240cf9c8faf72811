import type { Evidence, ThreadEntry } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { exhibitTitles, hitOutcomeTitles, urgencyTitles } from '../../words/hit-words.ts'
import { partialDateWords } from '../../words/times.ts'

/** What both sides said, in the order in which it came. */
export function threadView(context: ConsoleContext, messages: readonly ThreadEntry[]): Html {
  return html`<h2 class="govuk-heading-m">Thread</h2>
    <ol class="govuk-list cw-thread">
      ${messages.map((one) => entry(context, one))}
    </ol>`
}

function entry(context: ConsoleContext, one: ThreadEntry): Html {
  const { from, at, overdue, digest, evidence, id } = one
  return html`<li class="cw-thread__entry" id="message-${id}">
    <p class="cw-thread__head">
      <strong>${titles[one.content.kind]}</strong> from ${context.countries.nameOf(from)},
      ${context.times.moment(at)}
      ${overdue && html`<strong class="govuk-tag govuk-tag--red cw-tag">Overdue</strong>`}
    </p>
    ${content(context, one)}${evidence !== null && evidenceView(evidence)}
    <p class="cw-fine">Signed text <span class="cw-code cw-hash">${digest}</span></p>
  </li>`
}

const titles: Readonly<Record<ThreadEntry['content']['kind'], string>> = {
  request: 'Request',
  answer: 'Answer',
  handover: 'Exhibits handed over',
  'handover-confirmed': 'Exhibits taken',
  closing: 'Closed',
}

function content({ times }: ConsoleContext, { content: said }: ThreadEntry): HtmlValue {
  switch (said.kind) {
    case 'request':
      return html`<p class="govuk-body"><bdi dir="auto">${said.question}</bdi></p>
        <p class="govuk-body-s">
          Legal basis: <bdi dir="auto">${said.legalBasis}</bdi>. ${urgencyTitles[said.urgency]}, until
          ${times.moment(said.dueBy)}.
        </p>`
    case 'answer':
      return html`<p class="govuk-body"><bdi dir="auto">${said.text}</bdi></p>
        <p class="govuk-body-s"><a class="govuk-link" href="#message-${said.request}">To this request</a></p>`
    case 'handover':
      return html`<p class="govuk-body">
          <bdi dir="auto">${said.from}</bdi> to <bdi dir="auto">${said.to}</bdi>,
          ${times.moment(said.handedAt)}
        </p>
        <ul class="govuk-list cw-list-s">
          ${said.exhibits.map((exhibit) => html`<li><span class="cw-code cw-hash">${exhibit}</span></li>`)}
        </ul>`
    case 'handover-confirmed':
      return html`<p class="govuk-body-s">
        Confirms <a class="govuk-link" href="#message-${said.handover}">this handover</a>, as signed:
        <span class="cw-code cw-hash">${said.digest}</span>
      </p>`
    case 'closing':
      return html`<p class="govuk-body">${hitOutcomeTitles[said.outcome]}.</p>`
  }
}

/** Opened for this thread only: the alert itself shows no more than before. */
function evidenceView({ caseReference, exhibits }: Evidence): Html {
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">
      <strong>Evidence for this request:</strong> <bdi dir="auto">${caseReference}</bdi>
    </p>
    <ul class="govuk-list cw-list-s">
      ${exhibits.map(
        ({ kind, sha256, takenAt }) =>
          html`<li>
            ${exhibitTitles[kind]}${takenAt && `, ${partialDateWords(takenAt)}`}
            <span class="cw-code cw-hash">${sha256}</span>
          </li>`,
      )}
    </ul>
  </div>`
}
