import { isCalendarDay, purposes, survivorCategories, type ConsentDraft } from '@crosswatch/protocol'
import { problemCollector, type FormProblems, type FormValues } from '../../forms/form.ts'

export const consentFields = [
  'subject',
  'noticeTitle',
  'noticeVersion',
  'noticeLanguage',
  'status',
  'method',
  'recipients',
  'purposes',
  'categories',
  'never',
  'validUntil',
  'reviewBy',
  'guardian',
  'bestInterest',
  'decidedBy',
  ...survivorCategories,
] as const

export type ReadConsent =
  | { readonly draft: ConsentDraft; readonly problems?: undefined }
  | { readonly draft?: undefined; readonly problems: FormProblems }

/** A consent as it was typed. What the rules say of it, the service decides. */
export function readConsent(values: FormValues): ReadConsent {
  const { problems, add } = problemCollector()
  const needed = (field: string, problem: string) => {
    if (values.one(field) === '') add(field, problem)
    return values.one(field)
  }
  const one = <V extends string>(field: string, known: readonly V[], otherwise: V, problem: string) => {
    const found = known.find((value) => value === values.one(field))
    if (found === undefined) add(field, problem)
    return found ?? otherwise
  }
  const minor = ['guardian', 'bestInterest', 'decidedBy'].some((field) => values.one(field) !== '')
  const draft: ConsentDraft = {
    subject: needed('subject', 'Enter the pseudonym'),
    notice: {
      title: needed('noticeTitle', 'Enter what the notice is called'),
      version: needed('noticeVersion', 'Enter the version of the notice'),
      language: needed('noticeLanguage', 'Enter the language of the notice'),
    },
    status: one('status', ['given', 'requested', 'refused'], 'refused', 'Choose what the person said'),
    method: one(
      'method',
      ['signed', 'spoken-before-witness', 'recorded'],
      'signed',
      'Choose how the person said it',
    ),
    recipients: values.all('recipients').filter((code) => code !== ''),
    purposes: purposes.filter((purpose) => values.all('purposes').includes(purpose)),
    categories: survivorCategories.filter((category) => values.all('categories').includes(category)),
    never: values.one('never').toUpperCase().split(/[ ,]+/).filter(Boolean),
    validUntil: readLastMoment(
      values,
      'validUntil',
      'Enter the last day of the consent, like 2027-03-17',
      add,
    ),
    reviewBy: readLastMoment(values, 'reviewBy', 'Enter the day by which to ask again, like 2027-03-17', add),
    ...(minor
      ? {
          minor: {
            guardian: needed('guardian', 'Enter who consents for the child'),
            bestInterest: needed('bestInterest', 'Enter why it is in the best interest of the child'),
            decidedBy: needed('decidedBy', 'Enter who decided what is best for the child'),
          },
        }
      : {}),
    information: Object.fromEntries(
      survivorCategories.flatMap((category) => {
        const told = values.block(category).replaceAll('\n', ' ')
        return told === '' ? [] : [[category, told]]
      }),
    ),
  }
  if (draft.never.some((code) => !/^[A-Z]{2}$/.test(code))) add('never', 'Enter codes of two letters')
  if (!/^[a-z]{2}$/.test(draft.notice.language)) add('noticeLanguage', 'Enter two small letters')
  return problems.size > 0 ? { problems } : { draft }
}

/** The end of a day. */
export function readLastMoment(
  values: FormValues,
  field: string,
  problem: string,
  add: (field: string, problem: string) => void,
): string {
  const day = values.one(field)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isCalendarDay(day)) add(field, problem)
  return `${day}T23:59:59.999Z`
}
