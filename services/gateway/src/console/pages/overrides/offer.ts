import type { QueryAnswer, QueryRequest, QueryResult } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type HtmlValue } from '../../html/html.ts'

/**
 * The way to say that a traveller is not whom an alert means: where a name led to it, and the traveller has a document by
 * which they are known again.
 */
export function overrideOffer(
  visit: Visit,
  { purpose, subject }: QueryRequest,
  { read }: Pick<QueryAnswer, 'read'>,
  { alert, verdict, mode }: QueryResult,
): HtmlValue {
  const [document] = [...(read?.documents ?? []), ...(subject.documents ?? [])]
  const byName = verdict === 'name-only' || verdict === 'name-and-birth-date'
  if (document === undefined || !byName || mode === 'exercise') return false
  const { number, country = '' } = document
  const fields = { alert, number, country, purpose }
  return postForm(
    { action: '/overrides/new', csrf: visit.csrf, classes: 'cw-inline-step' },
    html`${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}${button({ text: 'Not this person', kind: 'secondary' })}`,
  )
}

/** Says that something was found and is not shown. */
export function clearedNotice({ cleared = [] }: Pick<QueryAnswer, 'cleared'>): HtmlValue {
  if (cleared.length === 0) return false
  const here = cleared.filter((one) => 'override' in one).length
  const matches = (count: number) => (count === 1 ? 'One match is' : `${count} matches are`)
  return html`${
    here > 0 &&
    html`<p class="cw-fine">
      ${matches(here)} not shown: two officers have made sure that who carries this document is somebody else.
    </p>`
  }${
    cleared.length > here &&
    html`<p class="cw-fine">
      ${matches(cleared.length - here)} possible and not shown: the issuer of the alert knows that it does not
      mean whoever carries this document and is born on this day.
    </p>`
  }`
}
