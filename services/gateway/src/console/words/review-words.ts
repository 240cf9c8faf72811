import type { Review, ReviewVerdict } from '@crosswatch/protocol'

/** What the codes of a review are called on a page. */
export const reviewKindTitles: Readonly<Record<Review['kind'], string>> = {
  sample: 'Drawn by lot',
  anomaly: 'Out of the ordinary',
  'break-glass': 'Break-glass',
}

export const verdictTitles: Readonly<Record<ReviewVerdict, string>> = {
  proper: 'Proper',
  unclear: 'Cannot be told from the record',
  improper: 'Misuse',
}

export const verdictColours: Readonly<Record<ReviewVerdict, string>> = {
  proper: 'grey',
  unclear: 'yellow',
  improper: 'red',
}
