import type { ContestState, DisputeOutcome, DisputeRequest, FlagReason } from '@crosswatch/protocol'

/** What the codes of flags and disputes are called on a page. */
export const flagReasonTitles: Readonly<Record<FlagReason, string>> = {
  'national-law': 'Incompatible with national law',
  'international-obligation': 'Incompatible with an international obligation',
  'national-interest': 'Against an essential national interest',
}

export const contestTitles: Readonly<Record<ContestState, string>> = {
  contested: 'Contested',
  blocked: 'Contested, not shown',
}

export const disputeRequestTitles: Readonly<Record<DisputeRequest, string>> = {
  access: 'Access to what is kept',
  correction: 'Correction',
  erasure: 'Erasure',
}

export const disputeOutcomeTitles: Readonly<Record<DisputeOutcome, string>> = {
  granted: 'Granted',
  'partly-granted': 'Granted in part',
  refused: 'Refused',
}
