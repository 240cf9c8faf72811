import type { BreakGlassUses } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { operationTitles, outcomeTitles, purposeTitles } from '../../words/access-words.ts'
import { stateTag } from './break-glass-page.ts'

/** Everything that was recorded under one break-glass: what its review looks at. */
export function usesPage({ times }: ConsoleContext, { grant, records }: BreakGlassUses): PageOptions {
  return {
    title: 'What was done under break-glass',
    place: 'break-glass',
    before: backLink('/break-glass', 'Break-glass'),
    main: html`${heading('What was done under it', html`Break-glass of <bdi>${grant.officer}</bdi>`)}
      <p class="govuk-body">
        ${stateTag(grant.state)} Asked for
        ${times.moment(grant.askedAt)}${
          grant.decidedBy !== null && html`, decided by <bdi>${grant.decidedBy}</bdi>`
        }${grant.endsAt !== null && html`, until ${times.moment(grant.endsAt)}`}.
      </p>
      <p class="govuk-body cw-narrow"><bdi dir="auto">${grant.reason}</bdi></p>
      ${
        records.length === 0
          ? html`<p class="govuk-body">Nothing was recorded under it.</p>`
          : table(
              'Records under break-glass',
              [
                {
                  title: 'Time',
                  value: ({ record }) =>
                    html`<a class="govuk-link" href="/log/${record.id}">${times.exact(record.at)}</a>`,
                },
                { title: 'What', value: ({ record }) => operationTitles[record.operation] },
                { title: 'Purpose', value: ({ record }) => record.purpose && purposeTitles[record.purpose] },
                { title: 'Outcome', value: ({ record }) => outcomeTitles[record.outcome] },
                { title: 'Allowed by', value: ({ record }) => record.policies.join(', ') },
              ],
              records,
            )
      }`,
  }
}
