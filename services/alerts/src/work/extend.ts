import { compartments, ServiceError, type AlertDraft, type ExtendRequest } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { assertStep } from '../domain/lifecycle.ts'
import { normaliseText } from '../domain/normalise-draft.ts'
import { contentOf } from '../domain/views.ts'
import { lockOwn, updateState, type AlertRow } from '../store/alerts.ts'
import { putDrafts } from '../store/drafts.ts'
import { openAlert, openText, withheldLinks } from '../store/sealed.ts'
import { draftRow, type Reference } from './draft.ts'
import { assertAssessed, assertRules } from './issue.ts'

/**
 * Proposes that an alert stands longer: the same content as its next version, from its issue on, with an assessment of its own.
 * It waits for a second officer like every change.
 *
 * @throws {ServiceError} `not-found`, `wrong-state` where a change waits or nothing was in force, `rule-not-met`
 */
export async function extendAlert(
  context: AlertsContext,
  officer: Officer,
  id: string,
  given: ExtendRequest,
): Promise<Reference> {
  const { validUntil, statement } = normaliseText(given)
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    if (change !== undefined) throw new ServiceError('wrong-state', { detail: 'a change waits already' })
    assertStep('edit', { state: row.state, change: undefined })
    const { validFrom: _begun, ...content } = contentInForce(context, row)
    const draft: AlertDraft = { ...content, validUntil, statement }
    if (new Date(validUntil) <= row.validUntil) {
      const problem = 'must lie after the end of the version in force'
      throw new ServiceError('rule-not-met', { fields: [{ path: '/validUntil', part: 'body', problem }] })
    }
    assertRules(draft, context.clock())
    assertAssessed(context.storageKey, row, { import: null }, draft)
    await putDrafts(tx, [
      { ...draftRow(context, id, draft, officer.id), state: 'submitted', submitter: officer.id },
    ])
    await updateState(tx, id, {})
    const alerts = [{ alert: id, version: row.version, issuer: row.issuer, compartments: [] }]
    await context.accessLog.append(tx, [actOf(officer, 'alert.extend', { alerts })])
    return { id, version: row.version, state: row.state }
  })
}

/** The version in force as it was drafted. @throws {ServiceError} `wrong-state` if there is none */
export function contentInForce({ storageKey }: AlertsContext, row: AlertRow): AlertDraft {
  const opened = openAlert(storageKey, row, compartments)
  const grounds = opened?.contents.grounds
  if (opened === undefined || grounds === undefined) throw new ServiceError('wrong-state')
  const { notes, notesKey } = row
  return {
    ...contentOf(
      opened.core,
      opened.contents,
      notes && notesKey ? openText(storageKey, `notes ${row.id}`, notes, notesKey) : undefined,
      withheldLinks(storageKey, row),
    ),
    grounds,
  }
}
