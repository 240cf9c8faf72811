import type { AlertDetail, AlertSummary } from '@crosswatch/protocol'
import { table } from '../../text-table.ts'

/** One line per alert. */
export function summaryText(alerts: readonly AlertSummary[], more: boolean): string {
  if (alerts.length === 0) return 'No alerts.'
  const rows = alerts.map(({ id, issuer, category, mode, label, validUntil, ...standing }) => [
    id,
    issuer,
    standingText(standing),
    mode === 'exercise' ? `${category} (exercise)` : category,
    validUntil.slice(0, 10),
    label,
  ])
  const text = table(['id', 'issuer', 'state', 'category', 'until', 'label'], rows)
  return more ? `${text}\nThere are more; --limit N shows them.` : text
}

/** `active, submitted change, flagged, contested`. */
function standingText({
  state,
  pending,
  flagged,
  contest,
}: Pick<AlertSummary, 'state' | 'pending' | 'flagged' | 'contest'>): string {
  const change = pending === null || pending === state ? undefined : `${pending} change`
  return [state, change, flagged && 'flagged', contest].filter(Boolean).join(', ')
}

/** What became of an alert, and what comes next. */
export function referenceText(
  { id, version, state }: { readonly id: string; readonly version: number; readonly state: string },
  step: 'drafted' | 'submitted' | 'issued' | 'returned' | 'withdrawn' | 'flagged' | 'unflagged',
  sameNode: string,
): string {
  const next: Record<typeof step, string> = {
    drafted: `Drafted. Submit it: crosswatch alert submit ${id} ${sameNode}`,
    submitted: `Submitted. A second officer approves it: crosswatch alert approve ${id} ${sameNode}`,
    issued: `Issued as version ${version}.`,
    returned: 'Given back to its drafter.',
    withdrawn: 'Withdrawn; every recipient is told.',
    flagged: 'Not acted upon here any more; its issuer is told why.',
    unflagged: 'Acted upon here again; its issuer is told.',
  }
  return `${id}  ${state}\n${next[step]}`
}

/** An alert as far as the reader may see it. */
export function alertText({
  summary,
  content,
  draft,
  drafter,
  approver,
  issuedAt,
  recipients,
  flags,
  reason: because,
}: AlertDetail): string {
  const lines = [
    `${summary.label || summary.category}  (${summary.id}, version ${summary.version})`,
    `  State      ${standingText(summary)}${because === undefined ? '' : `, because: ${because}`}`,
    `  Category   ${summary.category}, ${summary.action}${summary.mode === 'exercise' ? ', EXERCISE' : ''}`,
    `  Issuer     ${summary.issuer}${content.authority === undefined ? '' : `, ${content.authority}`}`,
    `  Validity   until ${summary.validUntil}, reviewed by ${summary.reviewBy}`,
    ...(issuedAt === null ? [] : [`  Issued     ${issuedAt}`]),
    ...(drafter === null
      ? []
      : [`  Officers   drafted by ${drafter}${approver === null ? '' : `, approved by ${approver}`}`]),
    ...recipients.map(
      ({ jurisdiction, compartments, presumed }) =>
        `  Recipient  ${jurisdiction}: ${compartments.join(', ') || 'core only'}${presumed ? ' (may have it: read back from the feed, which does not say who got it)' : ''}`,
    ),
    ...flags.map(
      ({ by, reason, note }) => `  Flag       ${by}: ${[reason, note].filter(Boolean).join(', ')}`,
    ),
    ...compartment('Identity', content.identity),
    ...compartment('Posting', content.posting),
    ...compartment('Grounds', content.grounds),
    ...compartment('Evidence', content.evidence),
    ...(draft === null ? [] : compartment('Change that waits', draft)),
  ]
  return lines.join('\n')
}

function compartment(title: string, value: object | undefined): string[] {
  if (value === undefined) return []
  return [
    `  ${title}`,
    ...JSON.stringify(value, undefined, 2)
      .split('\n')
      .map((line) => `    ${line}`),
  ]
}
