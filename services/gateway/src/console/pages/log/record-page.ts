import type { RecordDetail } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { operationTitles, outcomeTitles, purposeTitles, roleTitles } from '../../words/access-words.ts'
import type { Visit } from '../../access/visit.ts'
import { compartmentTitles } from '../../words/alert-words.ts'
import type { CheckedProof } from './check-proof.ts'
import { followButton } from './follow-page.ts'
import { handOn } from './hand-on.ts'
import { replayButton } from './replay-page.ts'

/** One access: who, what, when, why, with which outcome, and the proof that it was not changed since. */
export function recordPage(
  context: ConsoleContext,
  visit: Visit,
  detail: RecordDetail,
  proof: CheckedProof | undefined,
): PageOptions {
  return {
    title: 'Log record',
    place: 'log',
    before: backLink('/log', 'Access log'),
    main: html`${heading(operationTitles[detail.record.operation], 'Log record')}
      <div class="cw-detail">
        <div class="cw-detail__content">
          ${facts(context, detail, visit)}${searched(detail)}${canBeReplayed(detail) && replayButton(visit, detail.record.id)}${handOn(visit, [detail.record.id])}
        </div>
        <aside class="cw-detail__side" aria-label="Proof">${proofPart(detail, proof)}</aside>
      </div>`,
  }
}

function canBeReplayed({ record, terms }: RecordDetail): boolean {
  return record.operation === 'query' && record.outcome !== 'denied' && terms === 'kept'
}

/** @param visit who may follow from here; false on paper */
export function facts(
  { times, countries }: ConsoleContext,
  { record }: RecordDetail,
  visit: Visit | false,
): Html {
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['Time', times.exact(record.at)],
    [
      'Officer',
      visit
        ? followButton(visit, { kind: 'officer', officer: record.officer })
        : html`<bdi>${record.officer}</bdi>`,
    ],
    ['Authority', html`<bdi>${record.authority}</bdi>`],
    ['Post', postOf(record)],
    ['Roles', record.roles.map((role) => roleTitles[role]).join(', ')],
    ['Purpose', record.purpose && purposeTitles[record.purpose]],
    ['Legal basis', record.legalBasis && html`<bdi dir="auto">${record.legalBasis}</bdi>`],
    [
      'Outcome',
      html`<strong>${outcomeTitles[record.outcome]}</strong>${record.reason && `, ${record.reason}`}`,
    ],
    ['Touched', record.count],
    [
      'Alerts',
      record.alerts.length > 0 &&
        html`<ul class="govuk-list cw-list-s">
          ${record.alerts.map(
            ({ alert, version, issuer, compartments }) =>
              html`<li>
                ${visit ? followButton(visit, { kind: 'alert', alert }) : html`<span class="cw-code">${alert}</span>`}
                version ${version}, ${countries.nameOf(issuer)}
                ${
                  compartments.length > 0 &&
                  html`(opened: ${compartments.map((name) => compartmentTitles[name]).join(', ')})`
                }
              </li>`,
          )}
        </ul>`,
    ],
    ['Recipients', record.recipients.length > 0 && record.recipients.join(', ')],
    [
      'Policies',
      record.policies.length > 0 && html`<span class="cw-code">${record.policies.join(', ')}</span>`,
    ],
    ['List searched', record.list !== undefined && `sequence ${record.list}`],
    ['Software', record.software],
    ['Record', html`<span class="cw-code">${record.id}</span>`],
  ]
  return html`<section class="cw-content">
    <h2 class="govuk-heading-s">Access</h2>
    <dl class="cw-rows">
      ${rows.map(
        ([name, value]) =>
          value !== false &&
          value !== undefined &&
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`
}

export function searched({ terms: state, openedTerms }: RecordDetail): Html {
  return html`<section class="cw-content">
    <h2 class="govuk-heading-s">What was searched or read</h2>
    ${
      state === 'erased'
        ? html`<p class="govuk-body">Erased. The record and its proof remain.</p>`
        : openedTerms === null
          ? html`<p class="govuk-body">Nothing is kept for this access.</p>`
          : html`<dl class="cw-rows">
              ${Object.entries({
                reference: openedTerms.reference,
                ...openedTerms.query,
                note: openedTerms.note,
              }).map(
                ([name, value]) =>
                  value !== undefined &&
                  html`<div>
                    <dt>${fieldTitle(name)}</dt>
                    <dd><bdi dir="auto">${valueText(value)}</bdi></dd>
                  </div>`,
              )}
            </dl>`
    }
  </section>`
}

/** `birthDate` as `Birth date`: the fields of a query are named alike everywhere. */
function fieldTitle(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(valueText).join('; ')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(valueText).join(', ')
  return JSON.stringify(value)
}

function proofPart({ index, record }: RecordDetail, proof: CheckedProof | undefined): Html {
  if (proof === undefined) {
    return html`<h2 class="govuk-heading-s">Proof</h2>
      <p class="govuk-body-s">
        ${
          index === null
            ? 'The record is being placed in the log. Reload in a second.'
            : 'The proof cannot be read. Keep the database as it is and tell the administrator.'
        }
      </p>`
  }
  return html`<h2 class="govuk-heading-s">Proof</h2>
    ${proofVerdicts(proof)}
    <dl class="cw-side-facts">
      <div>
        <dt>Place</dt>
        <dd>${proof.index} of ${proof.size}</dd>
      </div>
      <div>
        <dt>Log</dt>
        <dd class="cw-code">${proof.origin}</dd>
      </div>
      <div>
        <dt>Root</dt>
        <dd class="cw-code cw-hash">${proof.root}</dd>
      </div>
    </dl>
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Hashes and signed checkpoint</span>
      </summary>
      <div class="govuk-details__text">
        <ol class="govuk-list govuk-list--number cw-list-s">
          ${proof.hashes.map((hash) => html`<li class="cw-code cw-hash">${hash}</li>`)}
        </ol>
        <pre class="cw-block cw-code" tabindex="0" role="region" aria-label="Signed checkpoint">
${proof.checkpoint}</pre>
      </div>
    </details>
    <p class="govuk-body-s">
      This node says so about its own log. To verify it elsewhere,
      <a class="govuk-link" href="/log/${record.id}/proof" download="${record.id}.tlog-proof"
        >download the proof</a
      >.
    </p>`
}

export function proofVerdicts({ holds, signed }: CheckedProof): HtmlValue {
  const line = (good: boolean, text: string) =>
    html`<p class="cw-proof cw-proof--${good ? 'holds' : 'broken'}">
      <span aria-hidden="true">${good ? '✓' : '✗'}</span> ${text}
    </p>`
  return [
    holds
      ? line(
          true,
          'The record is in the log as it was written: its hash leads to the root of the checkpoint.',
        )
      : line(
          false,
          'The record does not lead to the root of the checkpoint. It was changed after it was logged, or the log was. Keep the database as it is.',
        ),
    signed
      ? line(true, 'The checkpoint is signed with the log key that the root of this jurisdiction certified.')
      : line(false, 'No log key that the root of this jurisdiction certified has signed the checkpoint.'),
  ]
}

/** Where the officer was, and whether they work there; nothing on a node that names no posts. */
function postOf({ post, awayFromPost }: RecordDetail['record']): HtmlValue {
  if (post === undefined) return awayFromPost === true && 'None: a network that belongs to no post'
  return html`<bdi>${post}</bdi>${awayFromPost === true && ', which is none of theirs'}`
}
