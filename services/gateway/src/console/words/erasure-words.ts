import type { DemandState, ErasureCause } from '@crosswatch/protocol'

/** What the codes of an erasure are called on a page. */
export const demandTitles: Readonly<Record<DemandState, string>> = {
  pending: 'Pending',
  overdue: 'Overdue',
  received: 'Received',
  refused: 'Not accepted',
}

export const demandColours: Readonly<Record<DemandState, string>> = {
  pending: 'blue',
  overdue: 'red',
  received: 'green',
  refused: 'orange',
}

export const causeTitles: Readonly<Record<ErasureCause, string>> = {
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  terminated: 'Agreement terminated',
}
