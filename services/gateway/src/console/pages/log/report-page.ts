import type { RecordDetail } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { operationTitles } from '../../words/access-words.ts'
import type { CheckedProof } from './check-proof.ts'
import { facts, proofVerdicts, searched } from './record-page.ts'

export interface ReportedRecord {
  readonly detail: RecordDetail
  readonly proof: CheckedProof | undefined
}

/**
 * Chosen records on paper, for a court: each with its facts, what was searched and its proof, and at the end every signed
 * checkpoint that the proofs lead to, once.
 */
export function reportPage(
  context: ConsoleContext,
  visit: Visit,
  records: readonly ReportedRecord[],
): PageOptions {
  const { ownName, jurisdiction, times, clock } = context
  const checkpoints = [...new Set(records.flatMap(({ proof }) => proof?.checkpoint ?? []))]
  return {
    title: 'Report from the access log',
    place: 'log',
    before: backLink('/log', 'Access log'),
    main: html`${heading('Report from the access log', html`${ownName} ${jurisdiction}`)}
      <p class="govuk-body">
        ${records.length} ${records.length === 1 ? 'record' : 'records'}, printed on
        ${times.exact(clock().toISOString())} by <bdi>${visit.account.name}</bdi>,
        <bdi>${visit.account.authority}</bdi>. It holds personal data.
      </p>
      <p class="govuk-body">
        The log is a tree of hashes (RFC 9162) whose root the node signs and the nodes of other jurisdictions
        cosign. What stands here is verified without this node from the evidence bundle of the same records,
        by
        <span class="cw-code">crosswatch audit verify-bundle</span>. It is not proved that these are all the
        records about a person or an officer: they were chosen.
      </p>
      ${printButton}${records.length > 1 && contents(context, records)}
      ${records.map((record, index) => section(context, record, index, records.length, checkpoints))}
      ${checkpoints.map(checkpointPart)}`,
  }
}

/** Shown by the script, without which it would do nothing. */
const printButton = html`<div class="cw-hand-on" data-print hidden>
  <button type="button" class="govuk-button">Print</button>
</div>`

function contents({ times }: ConsoleContext, records: readonly ReportedRecord[]): Html {
  return html`<h2 class="govuk-heading-m">Records</h2>
    <ol class="govuk-list govuk-list--number cw-list-s">
      ${records.map(
        ({ detail: { record } }) =>
          html`<li>
            ${times.exact(record.at)}, ${operationTitles[record.operation]}, <bdi>${record.officer}</bdi>
            <span class="cw-code">${record.id}</span>
          </li>`,
      )}
    </ol>`
}

function section(
  context: ConsoleContext,
  { detail, proof }: ReportedRecord,
  index: number,
  count: number,
  checkpoints: readonly string[],
): Html {
  return html`<article class="cw-report" aria-label="Record ${detail.record.id}">
    <h2 class="govuk-heading-m">
      Record ${index + 1} of ${count}: ${operationTitles[detail.record.operation]}
    </h2>
    ${facts(context, detail, false)}${searched(detail)}
    ${
      proof === undefined
        ? html`<p class="govuk-body">The record has no place in the signed log yet.</p>`
        : html`<h2 class="govuk-heading-s">Proof</h2>
            ${proofVerdicts(proof)}
            <p class="govuk-body-s">
              Place ${proof.index} of ${proof.size}. ${proof.hashes.length}
              ${proof.hashes.length === 1 ? 'hash leads' : 'hashes lead'} from the record to the root of
              checkpoint ${checkpoints.indexOf(proof.checkpoint) + 1}:
            </p>
            <ol class="govuk-list govuk-list--number cw-list-s">
              ${proof.hashes.map((hash) => html`<li class="cw-code cw-hash">${hash}</li>`)}
            </ol>`
    }
  </article>`
}

function checkpointPart(checkpoint: string, index: number): Html {
  return html`<section class="cw-report" aria-label="Checkpoint ${index + 1}">
    <h2 class="govuk-heading-m">Checkpoint ${index + 1}</h2>
    <p class="govuk-body-s">
      The log, the number of its records, its root, and below the line that is empty the signatures: of the
      log first, then of its witnesses.
    </p>
    <pre class="cw-code">${checkpoint}</pre>
  </section>`
}
