import type { TravelFacts } from '@crosswatch/crypto'
import { normaliseNumber } from '@crosswatch/matching'
import type { SubjectQuery } from '@crosswatch/protocol'

type TravelDocument = NonNullable<SubjectQuery['documents']>[number]

/** By what somebody who is asked about may be known to be somebody else. */
export interface Traveller {
  readonly documents: readonly TravelDocument[]
  readonly birthDates: readonly string[]
}

/** @param read what the machine-readable zone says */
export function travellerOf(subject: SubjectQuery, read?: SubjectQuery): Traveller {
  return {
    documents: [...(subject.documents ?? []), ...(read?.documents ?? [])],
    birthDates: [subject.birthDate, read?.birthDate].flatMap((date) => date ?? []),
  }
}

/** Every document of a traveller with every birth date: as a clearance knows a person. */
export function factsOf({ documents, birthDates }: Traveller): TravelFacts[] {
  return documents.flatMap(({ country = '', number }) =>
    birthDates.map((birthDate) => ({ country, number: normaliseNumber(number), birthDate })),
  )
}
