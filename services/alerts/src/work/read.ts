import type { Executor } from '@crosswatch/database'
import type { AccessDecision } from '@crosswatch/policy'
import {
  ServiceError,
  type AlertDetail,
  type AlertDraft,
  type AlertSummary,
  type Compartment,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { visibleLinks } from '../domain/links.ts'
import { labelOf } from '../domain/label.ts'
import { contentOf, summaryOf } from '../domain/views.ts'
import {
  listAlerts,
  readAlert,
  readAlerts,
  readDraft,
  type AlertRow,
  type DraftRow,
  type ListFilter,
} from '../store/alerts.ts'
import { openAlert, openDraft, openText, withheldLinks } from '../store/sealed.ts'
import { readFlags } from '../store/flags.ts'

type Allowed = Extract<AccessDecision, { allowed: true }>

/** Alerts in a page. */
const pageSize = 50

/** A page of alerts with their labels. The look is recorded before anything is returned. */
export async function listForOfficer(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  { after, ...filter }: Omit<ListFilter, 'after'> & { readonly after?: string },
): Promise<{ alerts: AlertSummary[]; next: string | null }> {
  const page = await listAlerts(
    context.connection.db,
    { ...filter, ...(after === undefined ? {} : { after: placeFrom(after) }) },
    pageSize + 1,
  )
  const shown = page.slice(0, pageSize)
  const alerts = shown.map(({ alert, draft }) =>
    summaryOf(alert, draft, labelFor(context, allowed.compartments, alert, draft)),
  )
  await context.accessLog.append(context.connection.db, [
    actOf(officer, 'alert.list', {
      alerts: shown.map(({ alert }) => touched(alert, ['identity'])),
      count: shown.length,
      policies: [...allowed.policies],
    }),
  ])
  const last = page.length > pageSize ? shown.at(-1)?.alert : undefined
  return { alerts, next: last ? `${last.updatedAt.getTime()}-${last.id}` : null }
}

/** One alert with what the officer may open. The look is recorded before anything is returned. */
export async function showToOfficer(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
): Promise<AlertDetail> {
  const { db } = context.connection
  const row = await readAlert(db, id)
  // Drafts and notes are for those who work on them, whatever else break-glass opens.
  const worksOnIt = context.policies.decideAccess({
    act: 'write',
    roles: officer.roles,
    authority: officer.authority,
    purpose: 'alert-management',
  }).allowed
  if (!worksOnIt && row.core === null) throw new ServiceError('not-found', { detail: `alert ${id}` })
  const change = worksOnIt ? await readDraft(db, id) : undefined
  const opened = openAlert(context.storageKey, row, allowed.compartments)
  const draft = change ? openDraft(context.storageKey, change) : null
  const notes =
    worksOnIt && row.notes && row.notesKey
      ? openText(context.storageKey, `notes ${id}`, row.notes, row.notesKey)
      : undefined
  const written = opened
    ? contentOf(opened.core, opened.contents, notes, withheldLinks(context.storageKey, row))
    : (draft ?? {})
  const content = await withoutBlindLinks(db, written)
  await context.accessLog.append(db, [
    actOf(officer, 'alert.view', {
      alerts: [
        touched(
          row,
          row.compartments.map(({ name }) => name),
        ),
      ],
      policies: [...allowed.policies],
    }),
  ])
  return {
    summary: summaryOf(row, change, labelOf({ category: row.category, ...content })),
    content,
    draft: opened && draft ? await withoutBlindLinks(db, draft) : null,
    ...(change?.state === 'draft' &&
      change.returned &&
      change.returnedKey && {
        returned: openText(context.storageKey, `return ${id}`, change.returned, change.returnedKey),
      }),
    issuedAt: row.issuedAt?.toISOString() ?? null,
    drafter: change?.drafter ?? row.drafter,
    approver: row.approver,
    ...(row.reason !== null && { reason: row.reason }),
    flags: await readFlags(db, context.storageKey, id),
    recipients: row.recipients.map(({ compartments, ...one }) => ({
      ...one,
      compartments: [...compartments],
    })),
  }
}

/** Who may not see one end does not see the link. */
async function withoutBlindLinks<T extends Pick<AlertDraft, 'links'>>(db: Executor, content: T): Promise<T> {
  const { links = [] } = content
  if (links.length === 0) return content
  const ends = await readAlerts(
    db,
    links.map(({ alert }) => alert),
  )
  return { ...content, links: visibleLinks(links, ends) }
}

/** What an alert is called, as far as these compartments may be opened. */
export function labelFor(
  { storageKey }: AlertsContext,
  compartments: readonly Compartment[],
  row: AlertRow,
  draft: DraftRow | null,
): string {
  const opened = openAlert(
    storageKey,
    row,
    compartments.filter((name) => name === 'identity' || name === 'contacts' || name === 'posting'),
  )
  const content = opened?.contents ?? (draft ? openDraft(storageKey, draft) : {})
  return labelOf({ ...content, category: row.category })
}

function touched({ id, version, issuer }: AlertRow, compartments: readonly Compartment[]) {
  return { alert: id, version, issuer, compartments: [...compartments] }
}

function placeFrom(after: string): { updatedAt: Date; id: string } {
  const dash = after.indexOf('-')
  return { updatedAt: new Date(Number(after.slice(0, dash))), id: after.slice(dash + 1) }
}
