import { categories, compartments, purposes, type AgreementRow, isCalendarDay } from '@crosswatch/protocol'
import { problemCollector, type FormBody, type FormProblems, type FormValues } from '../../forms/form.ts'

export const agreementFields = [
  'categories',
  'compartments',
  'purposes',
  'reference',
  'validFrom',
  'validUntil',
] as const

export type ReadAgreement =
  | { readonly agreement: AgreementRow; readonly problems?: undefined }
  | { readonly agreement?: undefined; readonly problems: FormProblems }

/** An agreement as it was typed. It ends as its last day ends. */
export function readAgreement(partner: string, values: FormValues): ReadAgreement {
  const { problems, add } = problemCollector()
  const chosen = <V extends string>(field: string, known: readonly V[]) =>
    known.filter((value) => values.all(field).includes(value))
  const day = (field: string, time: string) => {
    const value = values.one(field)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isCalendarDay(value))
      add(field, 'Enter a day, like 2026-03-17')
    return value + time
  }
  const agreement: AgreementRow = {
    partner,
    categories: chosen('categories', categories),
    compartments: chosen('compartments', compartments),
    purposes: chosen('purposes', purposes),
    reference: values.one('reference'),
    validFrom: day('validFrom', 'T00:00:00.000Z'),
    validUntil: day('validUntil', 'T23:59:59.999Z'),
  }
  if (agreement.reference === '' || agreement.reference.length > 200) {
    add('reference', 'Enter the treaty, memorandum or decision, in at most 200 characters')
  }
  if (problems.size === 0 && agreement.validUntil <= agreement.validFrom) {
    add('validUntil', 'The last day must not lie before the first')
  }
  return problems.size > 0 ? { problems } : { agreement }
}

export function writeAgreement(agreement: AgreementRow | undefined, today: Date): FormBody {
  if (agreement === undefined) return { validFrom: today.toISOString().slice(0, 10) }
  return {
    categories: agreement.categories,
    compartments: agreement.compartments,
    purposes: agreement.purposes,
    reference: agreement.reference,
    validFrom: agreement.validFrom.slice(0, 10),
    validUntil: agreement.validUntil.slice(0, 10),
  }
}
