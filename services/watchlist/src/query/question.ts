import { identifierKeys, nameKeys, parseMrz, subjectFromMrz } from '@crosswatch/matching'
import { ServiceError, type QueryAnswer, type SubjectQuery } from '@crosswatch/protocol'

/** What a machine-readable zone gave, if there is one. */
export interface Question {
  /** Its format, and what of it is damaged. */
  readonly zone?: NonNullable<QueryAnswer['zone']>
  /** The fields that can be relied on. */
  readonly read?: SubjectQuery
}

/**
 * Reads what the officer gave. A damaged zone does not stop the query: what still agrees with its check digits is used,
 * and so is whatever was typed beside it.
 *
 * @throws {ServiceError} `rule-not-met` when nothing is left that could be searched for
 */
export function readQuestion(subject: SubjectQuery, phoneCountry: string): Question {
  const scanned = subject.mrz === undefined ? {} : readZone(subject.mrz)
  if (isSearchable(subject, phoneCountry) || isSearchable(scanned.read, phoneCountry)) return scanned
  throw new ServiceError('rule-not-met', {
    detail:
      subject.mrz === undefined
        ? 'give a name, a number, a phone, an e-mail or web address, an account, or a machine-readable zone'
        : 'the machine-readable zone cannot be read; scan it again, or type the name or the number',
  })
}

function readZone(mrz: string): Pick<Question, 'zone' | 'read'> {
  const parsed = parseMrz(mrz)
  if (parsed === undefined) return { zone: { format: null, failed: [] } }
  const failed = parsed.checks.filter(({ passed }) => !passed).map(({ field }) => field)
  return { zone: { format: parsed.format, failed }, read: subjectFromMrz(parsed) }
}

/** Whether the index has anything to look for: punctuation alone is no name. */
function isSearchable(subject: SubjectQuery | undefined, phoneCountry: string): boolean {
  if (subject === undefined) return false
  const { name, otherNames = [], subject: kind = 'person' } = subject
  const names = [...(name === undefined ? [] : [name]), ...otherNames]
  const listed = { subject: kind, names: names.map((full) => ({ full, kind: 'primary' as const })) }
  return nameKeys(listed).length > 0 || identifierKeys(subject, phoneCountry).length > 0
}

/** Text as the record can hold it: Unicode normal form C, no NUL, no lone surrogates. A keyboard may send any of them. */
export function tidySubject(subject: SubjectQuery): SubjectQuery {
  return JSON.parse(JSON.stringify(subject), (_key, value: unknown) =>
    typeof value === 'string' ? tidyText(value) : value,
  )
}

export function tidyText(value: string): string {
  return value.toWellFormed().replaceAll('\0', '').normalize('NFC')
}
