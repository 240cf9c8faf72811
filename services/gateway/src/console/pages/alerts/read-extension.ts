import type { ExtendRequest } from '@crosswatch/protocol'
import { problemCollector, type FormProblems, type FormValues } from '../../forms/form.ts'
import { calendarDay } from './draft/read-draft.ts'

export type ReadExtension =
  | { readonly extension: ExtendRequest; readonly problems?: undefined }
  | { readonly extension?: undefined; readonly problems: FormProblems }

/** A proposal that an alert stands longer, as it was typed. */
export function readExtension(values: FormValues): ReadExtension {
  const { problems, add } = problemCollector()
  const day = calendarDay(values.one('validUntil'))
  const statement = values.block('statement')
  if (day === undefined) add('validUntil', 'Enter a day, like 2027-03-31')
  if (statement === '' || statement.length > 300) {
    add('statement', 'Say in at most 300 characters why it is to stand longer')
  }
  return problems.size > 0 || day === undefined
    ? { problems }
    : { extension: { validUntil: `${day}T23:59:59.999Z`, statement } }
}
