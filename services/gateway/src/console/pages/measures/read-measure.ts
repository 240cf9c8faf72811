import { measureKinds, type MeasureReport } from '@crosswatch/protocol'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'
import { calendarDay } from '../alerts/draft/read-draft.ts'

export const measureFields = ['kind', 'day', 'reference'] as const

export type ReadMeasure =
  | { readonly measure: MeasureReport; readonly problems?: undefined }
  | { readonly measure?: undefined; readonly problems: FormProblems }

/** A measure as it was typed. */
export function readMeasure(values: FormValues): ReadMeasure {
  const { problems, add } = problemCollector()
  const kind = measureKinds.find((one) => one === values.one('kind'))
  const day = calendarDay(values.one('day'))
  const reference = values.one('reference')
  if (kind === undefined) add('kind', 'Choose what was done')
  if (day === undefined) add('day', 'Enter a day, like 2026-03-17')
  if (reference.length > 120) add('reference', tooLong('the reference', 120))
  if (problems.size > 0 || kind === undefined || day === undefined) return { problems }
  return { measure: { kind, day, ...(reference && { reference }) } }
}
