import type { AlertDetail, SubjectQuery } from '@crosswatch/protocol'

/** The queries that an alert in force should be found by: each name, alone and with the birth date, and each number and contact. */
export function questionsOf({ content }: Pick<AlertDetail, 'content'>): SubjectQuery[] {
  const { identity } = content
  if (identity === undefined) return []
  const {
    subject,
    names,
    birthDates,
    documents = [],
    registrations = [],
    phones = [],
    emails = [],
  } = identity
  const [birth] = birthDates ?? []
  return [
    ...names.slice(0, 3).map(({ full }): SubjectQuery => ({ subject, name: full })),
    ...names
      .slice(0, 1)
      .flatMap(({ full }): SubjectQuery[] =>
        birth === undefined ? [] : [{ subject, name: full, birthDate: birth.date }],
      ),
    ...documents.slice(0, 1).map(({ number }): SubjectQuery => ({ documents: [{ number }] })),
    ...registrations.slice(0, 1).map(({ number }): SubjectQuery => ({ registrations: [{ number }] })),
    ...phones.slice(0, 1).map((phone): SubjectQuery => ({ phones: [phone] })),
    ...emails.slice(0, 1).map((email): SubjectQuery => ({ emails: [email] })),
  ]
}
