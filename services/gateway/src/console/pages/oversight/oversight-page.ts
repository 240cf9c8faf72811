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
      <pre class="cw-block cw-code" tabindex="0" role="region" aria-label="Signed checkpoint">
${checkpoint}</pre>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">How to verify them</h2>
      <p class="govuk-body">
        Anybody can verify that the checkpoint is signed and that others have confirmed it, with a tool for
        C2SP checkpoints or with this command. It needs
        <a class="govuk-link" href="/api/audit/v1/oversight" download="oversight.json">these numbers</a> and
        <a class="govuk-link" href="/api/audit/policy" download="policy.txt"
          >the keys of the log and of its witnesses</a
        >; the key of the log is in the first line. Compare the keys with what the jurisdictions publish: this
        node could name any.
      </p>
      <p class="govuk-body">
        <code class="cw-code"
          >crosswatch audit oversight --file oversight.json --vkey log.vkey --policy policy.txt</code
        >
      </p>
      <p class="govuk-body">
        Records are not public. Whoever holds an export of the log, as auditors do, counts every number again
        by adding <code class="cw-code">--against access-log.ndjson</code>.
      </p>`,
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
