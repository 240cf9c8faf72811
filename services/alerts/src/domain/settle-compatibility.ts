import { isCompatible, takesPrecedence, type StandingAlert } from '@crosswatch/protocol'

/** An alert in force on a subject, here or among what arrives together. */
export interface SubjectAlert extends StandingAlert {
  readonly id: string
  readonly origin: 'own' | 'received'
}

/** What becomes of an arriving alert whose subject has others already. */
export interface Settled {
  /** It is not acted upon: something stronger stands. */
  readonly refused: boolean
  /** Received alerts that are no longer acted upon, since it is stronger. */
  readonly displaced: readonly string[]
}

/**
 * Settles whether an arriving alert may stand beside others on its subject. Where two exclude each other, the one that takes
 * precedence stands, whichever came first. An alert of this node is never displaced by another jurisdiction: its officers decide.
 */
export function settleCompatibility(arriving: SubjectAlert, others: readonly SubjectAlert[]): Settled {
  const excluding = others.filter(({ id, ...other }) => id !== arriving.id && !isCompatible(arriving, other))
  if (excluding.some((other) => takesPrecedence(other, arriving))) return { refused: true, displaced: [] }
  return {
    refused: false,
    displaced: excluding.filter(({ origin }) => origin === 'received').map(({ id }) => id),
  }
}
