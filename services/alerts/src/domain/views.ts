import type { AlertCore, AlertDraft, AlertSummary, OpenedContents, Link } from '@crosswatch/protocol'
import type { AlertRow, DraftRow } from '../store/alerts.ts'

/** One line of a list. */
export function summaryOf(
  row: AlertRow,
  change: Pick<DraftRow, 'state'> | null | undefined,
  label: string,
): AlertSummary {
  return {
    id: row.id,
    version: row.version,
    issuer: row.issuer,
    origin: row.origin,
    state: row.state,
    pending: change?.state ?? null,
    category: row.category,
    action: row.action,
    mode: row.mode,
    flagged: row.flagged,
    contest: row.contest,
    label,
    validUntil: row.validUntil.toISOString(),
    reviewBy: row.reviewBy.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** An alert in force in the form in which it was drafted, as far as its compartments were opened. */
export function contentOf(
  core: AlertCore,
  contents: OpenedContents,
  notes: string | undefined,
  withheld: readonly Link[],
) {
  return {
    category: core.category,
    mode: core.mode,
    authority: core.authority,
    grade: core.grade,
    handling: core.handling,
    purposes: core.purposes,
    validFrom: core.validFrom,
    validUntil: core.validUntil,
    cautions: core.cautions,
    links: [...core.links, ...withheld],
    statement: core.adequacy.statement,
    ...contents,
    ...(notes === undefined ? {} : { notes }),
  }
}

/** What an alert is before anything was issued. */
export function emptyAlert(draft: AlertDraft, action: AlertRow['action']) {
  return {
    version: 0,
    category: draft.category,
    action,
    mode: draft.mode ?? ('actual' as const),
    validUntil: new Date(draft.validUntil),
    reviewBy: new Date(draft.validUntil),
    compartments: [],
    recipients: [],
  }
}
