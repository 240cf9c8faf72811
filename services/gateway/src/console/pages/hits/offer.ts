import type { QueryResult } from '@crosswatch/protocol'
import { officerClassOf, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type HtmlValue } from '../../html/html.ts'

/** Whether the policies let this officer report that a subject was met. */
function mayConfirm({ policies }: Pick<ConsoleContext, 'policies'>, visit: Visit): boolean {
  return policies.decideAccess({ ...officerClassOf(visit), act: 'confirm', purpose: 'alert-management' })
    .allowed
}

/** The way from an answer to the report: for officers who may, and never for a drill or what is flagged here. */
export function confirmOffer(
  context: Pick<ConsoleContext, 'policies'>,
  visit: Visit,
  { alert, mode, flagged }: Pick<QueryResult, 'alert' | 'mode' | 'flagged'>,
): HtmlValue {
  if (mode === 'exercise' || flagged === true || !mayConfirm(context, visit)) return false
  return postForm(
    { action: '/hits/new', csrf: visit.csrf, classes: 'cw-inline-step' },
    html`<input type="hidden" name="alert" value="${alert}" />${button({ text: 'Confirm this hit' })}`,
  )
}
