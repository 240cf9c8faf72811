import { ServiceError, type AlertDetail, type LicenceCheck } from '@crosswatch/protocol'
import type { Caller } from '../../../calls/call.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { licenceStateTitles } from '../../words/alert-words.ts'
import { changeOf } from './standing.ts'

/** Licences that the subject of a draft may hold; nothing where nobody is about to be listed. */
export type Licences = LicenceCheck | 'not-asked' | undefined

export async function findLicences(
  { calls }: Pick<ConsoleContext, 'calls'>,
  caller: Caller,
  { summary, content, draft }: AlertDetail,
): Promise<Licences> {
  const identity = (draft ?? content).identity
  if (summary.origin !== 'own' || changeOf(summary) === null || identity === undefined) return undefined
  try {
    return await calls.licences.check(caller, summary.id)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return 'not-asked'
  }
}

/** Whether somebody licensed is meant, or somebody who uses their name. */
export function licencesPart(found: Exclude<Licences, undefined>): Html {
  return html`<section class="cw-content" aria-labelledby="licences">
    <h2 class="govuk-heading-s" id="licences">Licensed agencies</h2>
    ${
      found === 'not-asked'
        ? html`<p class="cw-caution">Licences could not be looked up. Try again before you decide.</p>`
        : licenceList(found)
    }
  </section>`
}

function licenceList({ registers, licences }: LicenceCheck): Html {
  if (registers.length === 0) {
    return html`<p class="govuk-body-s">No register of licences was imported.</p>`
  }
  const names = registers.map(({ register }) => register).join(', ')
  if (licences.length === 0) {
    return html`<p class="govuk-body-s">Nobody of that name or number holds a licence (${names}).</p>`
  }
  return html`<ul class="govuk-list govuk-list--bullet cw-list-s">
    ${licences.map(
      ({ register, licence: { name, number, place, state, validUntil } }) =>
        html`<li>
          <bdi dir="auto">${name}</bdi>${place !== undefined && html`, <bdi dir="auto">${place}</bdi>`}:
          ${licenceStateTitles[state]}, <span class="cw-code">${number}</span> (${register}${
            validUntil !== undefined && html`, until ${validUntil}`
          }).
        </li>`,
    )}
  </ul>`
}
