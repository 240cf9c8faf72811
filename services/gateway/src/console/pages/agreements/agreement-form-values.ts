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
  'contactOf',
  'desk',
  'phone',
  'email',
  'hours',
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
    legal: legalIn(values, add),
    validFrom: day('validFrom', 'T00:00:00.000Z'),
    validUntil: day('validUntil', 'T23:59:59.999Z'),
    contacts: contactsIn(values, add),
  }
  if (draft.title === '') add('title', 'Enter what the agreement is called')
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

type Add = (field: string, problem: string) => void

/** References row by row; an empty row is none. */
function legalIn(values: FormValues, add: Add): AgreementDraft['legal'] {
  const articles = values.all('article')
  const rows = values.all('treaty').flatMap((treaty, row) => {
    const article = articles[row] ?? ''
    if (treaty === '' && article !== '') add(idOf('treaty', row), 'Enter what the article belongs to')
    return treaty === '' ? [] : [{ treaty, ...(article !== '' && { article }) }]
  })
  if (rows.length === 0) add('treaty', 'Enter the treaty, memorandum or decision')
  return rows
}

/** Contact points of the parties, one row for each member; an empty row is none. */
function contactsIn(values: FormValues, add: Add): AgreementDraft['contacts'] {
  const column = (field: string, row: number) => values.all(field)[row] ?? ''
  return values.all('contactOf').flatMap((jurisdiction, row) => {
    const [desk, phone, email, hours] = ['desk', 'phone', 'email', 'hours'].map((field) => column(field, row))
    if (!desk && (phone || email || hours)) add(idOf('desk', row), 'Enter what the desk is called')
    if (desk && !values.all('parties').includes(jurisdiction))
      add(idOf('desk', row), 'It is no party; choose it above, or leave this empty')
    if (!desk) return []
    const contact = { desk, ...(phone && { phone }), ...(email && { email }), ...(hours && { hours }) }
    return [{ jurisdiction, contact }]
  })
}

/** The id of a field that stands in the form once for each row: the first one is named by itself. */
export function idOf(field: string, row: number): string {
  return row === 0 ? field : `${field}-${row + 1}`
}

/** What the form holds at first: for an amendment the terms that it amends. */
export function writeAgreement(
  amended: { readonly digest: string; readonly terms: AgreementTerms } | undefined,
  today: Date,
  members: readonly string[],
): FormBody {
  if (amended === undefined) {
    return { validFrom: today.toISOString().slice(0, 10), retentionDays: '365', onTermination: 'erase' }
  }
  const { terms } = amended
  const contacts = members.map(
    (code) => terms.contacts.find(({ jurisdiction }) => jurisdiction === code)?.contact,
  )
  return {
    amends: amended.digest,
    title: terms.title,
    parties: terms.parties,
    treaty: terms.legal.map(({ treaty }) => treaty),
    article: terms.legal.map(({ article = '' }) => article),
    contactOf: members,
    desk: contacts.map((contact) => contact?.desk ?? ''),
    phone: contacts.map((contact) => contact?.phone ?? ''),
    email: contacts.map((contact) => contact?.email ?? ''),
    hours: contacts.map((contact) => contact?.hours ?? ''),
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
