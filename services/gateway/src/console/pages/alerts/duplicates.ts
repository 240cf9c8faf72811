import {
  ServiceError,
  type AlertDetail,
  type Identity,
  type QueryResult,
  type SubjectQuery,
} from '@crosswatch/protocol'
import type { Caller } from '../../../calls/call.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { matchSentences } from '../../words/access-words.ts'
import { categoryTitles } from '../../words/alert-words.ts'
import { changeOf } from './standing.ts'

/** Alerts in force that may be about the subject of a draft; nothing where there is nothing to look for. */
export type Duplicates = readonly QueryResult[] | 'not-asked' | undefined

/**
 * Asks for what is listed about the subject of a change that waits: a query like any other, for managing alerts, and recorded as
 * one. Whoever decides is told if it could not be asked.
 */
export async function findDuplicates(
  { calls }: Pick<ConsoleContext, 'calls'>,
  caller: Caller,
  { summary, content, draft }: AlertDetail,
): Promise<Duplicates> {
  const identity = (draft ?? content).identity
  if (summary.origin !== 'own' || changeOf(summary) === null || identity === undefined) return undefined
  try {
    const { results } = await calls.watchlist.query(caller, {
      purpose: 'alert-management',
      reference: `draft ${summary.id}`,
      subject: subjectOf(identity),
    })
    return results.filter(({ alert }) => alert !== summary.id)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return 'not-asked'
  }
}

/** An identity as a query describes it: as much of it as one may hold. */
function subjectOf(identity: Identity): SubjectQuery {
  const { subject, names, birthDates = [], sex, nationalities = [], ...rest } = identity
  const {
    documents = [],
    registrations = [],
    phones = [],
    emails = [],
    urls = [],
    handles = [],
    accounts = [],
  } = rest
  const most = 5
  const [name, ...otherNames] = names.map(({ full }) => full)
  const [birth] = birthDates
  const [nationality] = nationalities
  return {
    subject,
    ...(name !== undefined && { name, otherNames: otherNames.slice(0, most) }),
    ...(birth && { birthDate: birth.date }),
    ...(sex && { sex }),
    ...(nationality && { nationality }),
    documents: documents.slice(0, most).map(({ kind: _kind, ...document }) => document),
    registrations: registrations.slice(0, most).map(({ kind: _kind, ...registration }) => registration),
    phones: phones.slice(0, most),
    emails: emails.slice(0, most),
    urls: urls.slice(0, most),
    handles: handles.slice(0, most),
    accounts: accounts.slice(0, most),
  }
}

/** What is listed already, before anybody issues it again. */
export function duplicatesPart(found: Exclude<Duplicates, undefined>): Html {
  return html`<section class="cw-content" aria-labelledby="duplicates">
    <h2 class="govuk-heading-s" id="duplicates">Listed already</h2>
    ${
      found === 'not-asked'
        ? html`<p class="cw-caution">
            What is listed already could not be looked up. Try again before you decide.
          </p>`
        : found.length === 0
          ? html`<p class="govuk-body-s">No other alert in force matches this subject.</p>`
          : html`<ul class="govuk-list govuk-list--bullet cw-list-s">
              ${found.map(
                ({ alert, label, category, issuerName, verdict, mode }) =>
                  html`<li>
                    <a class="govuk-link" href="/alerts/${alert}"
                      ><bdi dir="auto"
                        >${label === undefined || label === '' ? categoryTitles[category] : label}</bdi
                      ></a
                    >, ${categoryTitles[category]}${mode === 'exercise' && ' (exercise)'} of ${issuerName}.
                    ${matchSentences[verdict]}
                  </li>`,
              )}
            </ul>`
    }
  </section>`
}
