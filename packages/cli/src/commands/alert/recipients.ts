import type { RecipientsPreview } from '@crosswatch/protocol'
import { Option } from 'commander'

/** An approval confirms what was shown before, by its digest. */
export interface ConfirmOption {
  readonly confirm?: string
}

export function confirmOption(): Option {
  return new Option('--confirm <digest>', 'issue it to the recipients that were shown with this digest')
}

/** Who would see what, and how it is confirmed. @param again the command that showed it */
export function previewText({ digest, recipients, others }: RecipientsPreview, again: string): string {
  const seen = recipients.map(({ jurisdiction, compartments }) => {
    const parts = compartments.map(({ name, fields }) =>
      fields.length === 0 ? name : `${name} (${fields.join(', ')})`,
    )
    return `  ${jurisdiction}  ${parts.join(', ') || 'category, action and validity only'}`
  })
  return [
    recipients.length === 0 ? 'Nobody would get it.' : 'Would be sent to',
    ...seen,
    ...(others.length > 0 ? [`  ${others.join(', ')}  nothing`] : []),
    'Nothing was issued yet. To confirm exactly this:',
    `  ${again} --confirm ${digest}`,
  ].join('\n')
}
