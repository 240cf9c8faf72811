import type { RecordDetail } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import type { CheckedProof } from './check-proof.ts'
import { facts, proofVerdicts, searched } from './record-page.ts'

export interface ReportedRecord {
  readonly detail: RecordDetail
  readonly proof: CheckedProof | undefined
}

/** Chosen records on paper, for a court: each with its facts, what was searched, and the proof in full. */
export function reportPage(
  context: ConsoleContext,
  visit: Visit,
  records: readonly ReportedRecord[],
): PageOptions {
  const { ownName, jurisdiction, times, clock } = context
  return {
    title: 'Report from the access log',
    place: 'log',
    before: backLink('/log', 'Access log'),
    main: html`${heading('Report from the access log', `${ownName} ${jurisdiction}`)}
      <p class="govuk-body">
        ${records.length} ${records.length === 1 ? 'record' : 'records'}, printed on
        ${times.exact(clock().toISOString())} by <bdi>${visit.account.name}</bdi>,
        <bdi>${visit.account.authority}</bdi>.
      </p>
      <p class="govuk-body">
        The log is a tree of hashes (RFC 9162) whose root the node signs and the nodes of other jurisdictions
        cosign. What stands here is verified without this node from the evidence bundle of the same records,
        by
        <span class="cw-code">crosswatch audit verify-bundle</span>.
      </p>
      ${records.map((record) => section(context, record))}`,
  }
}

function section(context: ConsoleContext, { detail, proof }: ReportedRecord): Html {
  return html`<article class="cw-report" aria-label="Record ${detail.record.id}">
    ${facts(context, detail, false)}${searched(detail)}
    ${
      proof === undefined
        ? html`<p class="govuk-body">The record has no place in the signed log yet.</p>`
        : html`<h2 class="govuk-heading-s">Proof</h2>
            ${proofVerdicts(proof)}
            <p class="govuk-body-s">
              Place ${proof.index} of ${proof.size}. Hashes from the record to the root:
            </p>
            <ol class="govuk-list govuk-list--number cw-list-s">
              ${proof.hashes.map((hash) => html`<li class="cw-code cw-hash">${hash}</li>`)}
            </ol>
            <pre class="cw-block cw-code">${proof.checkpoint}</pre>`
    }
  </article>`
}
