import { operations, outcomes, purposes, type RecordSearch } from '@crosswatch/protocol'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'

export const searchFields = [
  'officer',
  'authority',
  'operation',
  'recordedPurpose',
  'outcome',
  'alert',
  'from',
  'to',
  'reference',
  'after',
] as const

export type ReadSearch =
  | { readonly search: RecordSearch; readonly problems?: undefined }
  | { readonly search?: undefined; readonly problems: FormProblems }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** What an auditor looks for, as the audit service takes it. */
export function readSearch(values: FormValues): ReadSearch {
  const { problems, add } = problemCollector()
  const search: RecordSearch = { purpose: 'oversight', limit: 50 }
  const officer = values.one('officer')
  const authority = values.one('authority')
  const reference = values.one('reference')
  const alert = values.one('alert').toLowerCase()
  const after = values.one('after')
  if (officer.length > 80) add('officer', tooLong('the officer', 80))
  else if (officer !== '') search.officer = officer
  if (authority.length > 120) add('authority', tooLong('the authority', 120))
  else if (authority !== '') search.authority = authority
  if (reference.length > 160) add('reference', tooLong('the reference', 160))
  else if (reference !== '') search.reference = reference
  if (alert !== '' && !uuid.test(alert)) add('alert', 'Enter the number of an alert, 36 characters long')
  else if (alert !== '') search.alert = alert
  if (uuid.test(after)) search.after = after

  const operation = operations.find((candidate) => candidate === values.one('operation'))
  const recordedPurpose = purposes.find((candidate) => candidate === values.one('recordedPurpose'))
  const outcome = outcomes.find((candidate) => candidate === values.one('outcome'))
  if (operation !== undefined) search.operation = operation
  if (recordedPurpose !== undefined) search.recordedPurpose = recordedPurpose
  if (outcome !== undefined) search.outcome = outcome

  const from = timeOf(values.one('from'))
  const to = timeOf(values.one('to'))
  if (from === null) add('from', 'Enter day and time, like 2026-03-01T08:00')
  else if (from !== undefined) search.from = from
  if (to === null) add('to', 'Enter day and time, like 2026-03-01T18:00')
  else if (to !== undefined) search.to = to
  return problems.size > 0 ? { problems } : { search }
}

/** Day and time in UTC, as a browser's own field sends them. Undefined if empty, null if it is none. */
function timeOf(text: string): string | null | undefined {
  if (text === '') return undefined
  const whole = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (whole === null) return null
  const time = new Date(`${whole[1]}T${whole[2] ?? '00:00'}:${whole[3] ?? '00'}.000Z`)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
