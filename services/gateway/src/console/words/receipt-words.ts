import { type LookState, operations } from '@crosswatch/protocol'
import { operationTitles } from './access-words.ts'

export const lookStateTitles: Readonly<Record<LookState, string>> = {
  waiting: 'Not compared yet',
  proven: 'In their log',
  refuted: 'Refuted',
}

export const lookStateColours: Readonly<Record<LookState, string>> = {
  waiting: 'grey',
  proven: 'green',
  refuted: 'red',
}

/** A newer node may have operations that this one has no title for. */
export function lookOperationTitle(operation: string): string {
  const known = operations.find((one) => one === operation)
  return known === undefined ? operation : operationTitles[known]
}
