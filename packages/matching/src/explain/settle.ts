import type { Identity, MatchEvidence, SubjectQuery } from '@crosswatch/protocol'

/** What the officer could still ask for that the alert can be compared with. Says that it is listed, not what it is. */
export function explainWhatWouldSettle(query: SubjectQuery, identity: Identity): MatchEvidence[] {
  const open: MatchEvidence[] = []
  const suggest = (feature: MatchEvidence['feature'], note: string) =>
    open.push({ feature, effect: 'neutral', rule: 'would-settle', note })
  if (query.birthDate === undefined && (identity.birthDates ?? []).length > 0) {
    suggest('birth-date', 'A birth date is listed and none was given: it would settle most doubts.')
  }
  if (
    (query.documents ?? []).length === 0 &&
    query.mrz === undefined &&
    (identity.documents ?? []).length > 0
  ) {
    suggest('document', 'A document is listed and none was given: its number would settle it.')
  }
  if ((query.registrations ?? []).length === 0 && (identity.registrations ?? []).length > 0) {
    suggest(
      'registration',
      'A licence or registration is listed and none was given: its number would settle it.',
    )
  }
  return open.slice(0, 2)
}
