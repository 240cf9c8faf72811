import type { AlertDraft } from '@crosswatch/protocol'

/** How a list calls an alert: its primary name, or what else it is known by. */
export function labelOf({
  identity,
  posting,
  category,
}: Pick<AlertDraft, 'identity' | 'posting' | 'category'>): string {
  const primary = identity?.names.find(({ kind }) => kind === 'primary') ?? identity?.names[0]
  const other = posting?.title ?? identity?.urls?.[0] ?? identity?.emails?.[0] ?? identity?.phones?.[0]
  const number = identity?.documents?.[0]?.number ?? identity?.registrations?.[0]?.number
  return (primary?.full ?? other ?? number ?? (category === 'pattern' ? 'Pattern' : '')).slice(0, 200)
}
