import { smallestPublished, type OversightMonth, type OversightReport } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { outcomeTitles, purposeTitles } from '../../words/access-words.ts'

/** How the node is used, for everybody: months that are over, without small numbers. */
export function oversightPage(
  { ownName }: ConsoleContext,
  { months, checkpoint }: OversightReport,
): PageOptions {
  return {
    title: 'Public oversight',
    main: html`${heading('Public oversight', ownName)}
      <p class="govuk-body">
        How often officers looked, why, for which authority, and with which outcome. Every look is in a log
        that other jurisdictions witness.
      </p>
      ${months.length === 0 && html`<p class="govuk-body">No month is over yet.</p>`}${months.map(monthPart)}
      <p class="govuk-hint">
        Numbers below ${smallestPublished} are not published, nor others from which they could be computed. A
        month is published when it is over.
      </p>
      <h2 class="govuk-heading-m">Where the numbers come from</h2>
      <p class="govuk-body">
        They are counted from the log that this checkpoint was signed over. Whoever keeps it can prove a log
        that was changed afterwards.
      </p>
      <p class="govuk-body">
        Anybody can verify that the checkpoint is signed and that other jurisdictions have confirmed it: with
        any tool for C2SP checkpoints, or with <code class="cw-code">crosswatch audit oversight</code> and
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          <a class="govuk-link" href="/api/audit/v1/oversight" download="oversight.json"
            >these numbers and their checkpoint</a
          >;
        </li>
        <li>
          <a class="govuk-link" href="/api/audit/policy" download="policy.txt"
            >the keys of the log and of those who confirm it</a
          >. Compare them with what the jurisdictions publish: this node could name any.
        </li>
      </ul>
      <pre
        class="cw-block cw-code"
        tabindex="0"
        role="region"
        aria-label="Command that verifies the checkpoint"
      >
crosswatch audit oversight --file oversight.json --vkey log.vkey --policy policy.txt</pre>
      <p class="govuk-body">
        Records are not public. An auditor, who holds an export of the log, counts every number again with
        <code class="cw-code">--against access-log.ndjson</code>.
      </p>
      <pre class="cw-block cw-code" tabindex="0" role="region" aria-label="Signed checkpoint">
${checkpoint}</pre>`,
  }
}

function monthPart({ month, total, purposes, authorities, outcomes }: OversightMonth): Html {
  const title = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00.000Z`),
  )
  const counts = (caption: string, name: string, rows: OversightMonth['purposes'], titles: object) =>
    table(
      `${caption}, ${title}`,
      [
        { title: name, value: (row) => titleOf(titles, row.name) },
        { title: 'Looks', number: true, value: (row) => shown(row.looks) },
      ],
      rows,
    )
  return html`<h2 class="govuk-heading-m">${title}</h2>
    <p class="govuk-body">Looks: <strong>${shown(total)}</strong></p>
    ${
      total !== null && [
        counts('Looks by purpose', 'Purpose', purposes, purposeTitles),
        counts('Looks by authority', 'Authority', authorities, {}),
        counts('Looks by outcome', 'Outcome', outcomes, outcomeTitles),
      ]
    }`
}

function titleOf(titles: object, name: string): HtmlValue {
  const title: unknown = Object.hasOwn(titles, name) ? Reflect.get(titles, name) : name
  return html`<bdi>${typeof title === 'string' ? title : name}</bdi>`
}

function shown(looks: number | null): string {
  return looks === null ? 'not published' : looks.toLocaleString('en')
}
