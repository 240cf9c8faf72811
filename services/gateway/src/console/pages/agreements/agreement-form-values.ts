import {
  AgreementDraft,
  categories,
  compartments,
  isCalendarDay,
  onwardUses,
  purposes,
  type AgreementTerms,
} from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import { problemCollector, type FormBody, type FormProblems, type FormValues } from '../../forms/form.ts'

export const agreementFields = [
  'amends',
  'title',
  'parties',
  'treaty',
  'article',
  'categories',
  'compartments',
  'purposes',
  'onwardUse',
  'retentionDays',
  'onTermination',
  'validFrom',
  'validUntil',
] as const

export type ReadAgreement =
  | { readonly draft: AgreementDraft; readonly problems?: undefined }
  | { readonly draft?: undefined; readonly problems: FormProblems }

const isDraft = Compile(AgreementDraft)

/** An agreement as it was typed. It ends as its last day ends. */
export function readAgreement(values: FormValues): ReadAgreement {
  const { problems, add } = problemCollector()
  const chosen = <V extends string>(field: string, known: readonly V[]) =>
    known.filter((value) => values.all(field).includes(value))
  const day = (field: string, time: string) => {
    const value = values.one(field)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isCalendarDay(value))
      add(field, 'Enter a day, like 2026-03-17')
    return value + time
  }
  const article = values.one('article')
  const amends = values.one('amends')
  const draft = {
    ...(amends === '' ? {} : { amends }),
    title: values.one('title'),
    parties: [...values.all('parties')],
    categories: chosen('categories', categories),
    compartments: chosen('compartments', compartments),
    purposes: chosen('purposes', purposes),
    onwardUse: onwardUses.find((one) => one === values.one('onwardUse')) ?? 'none',
    retentionDays: Number(values.one('retentionDays')),
    onTermination: values.one('onTermination') === 'keep' ? ('keep' as const) : ('erase' as const),
    legal: [{ treaty: values.one('treaty'), ...(article === '' ? {} : { article }) }],
    validFrom: day('validFrom', 'T00:00:00.000Z'),
    validUntil: day('validUntil', 'T23:59:59.999Z'),
    contacts: [],
  }
  if (draft.title === '') add('title', 'Enter what the agreement is called')
  if (values.one('treaty') === '') add('treaty', 'Enter the treaty, memorandum or decision')
  if (draft.parties.length < 2) add('parties', 'Choose two jurisdictions or more, this one among them')
  if (draft.categories.length === 0) add('categories', 'Choose at least one category')
  if (draft.purposes.length === 0) add('purposes', 'Choose at least one purpose')
  if (!/^[1-9]\d{0,3}$/.test(values.one('retentionDays'))) add('retentionDays', 'Enter a number of days')
  if (problems.size === 0 && draft.validUntil <= draft.validFrom) {
    add('validUntil', 'The last day must not lie before the first')
  }
  if (problems.size === 0 && !isDraft.Check(draft)) add('', 'Something here is too long; shorten it')
  return problems.size > 0 ? { problems } : { draft }
}

/** What the form holds at first: for an amendment the terms that it amends. */
export function writeAgreement(
  amended: { readonly digest: string; readonly terms: AgreementTerms } | undefined,
  today: Date,
): FormBody {
  if (amended === undefined) {
    return { validFrom: today.toISOString().slice(0, 10), retentionDays: '365', onTermination: 'erase' }
  }
  const { terms } = amended
  const [legal] = terms.legal
  return {
    amends: amended.digest,
    title: terms.title,
    parties: terms.parties,
    treaty: legal?.treaty ?? '',
    article: legal?.article ?? '',
    categories: terms.categories,
    compartments: terms.compartments,
    purposes: terms.purposes,
    onwardUse: terms.onwardUse,
    retentionDays: String(terms.retentionDays),
    onTermination: terms.onTermination,
    validFrom: terms.validFrom.slice(0, 10),
    validUntil: terms.validUntil.slice(0, 10),
  }
}
