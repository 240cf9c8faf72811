import {
  AlertDraft,
  categories,
  categoryRules,
  cautions,
  codeListNames,
  linkKinds,
  modes,
  purposes,
  titleOfCode,
  type Category,
  type Evidence,
  type Grade,
  type Grounds,
  type Handling,
  type Link,
  type Posting,
  isCalendarDay,
  readPartialDate,
} from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import { problemCollector, tooLong, type FormProblems, type FormValues } from '../../../forms/form.ts'
import type { Countries } from '../../../words/countries.ts'
import { splitLine } from './line-parts.ts'
import { fieldOfPath } from './draft-fields.ts'
import { readIdentity } from './read-identity.ts'

export type ReadDraft =
  | { readonly draft: AlertDraft; readonly problems?: undefined }
  | { readonly draft?: undefined; readonly problems: FormProblems }

type AddProblem = (field: string, problem: string) => void

export function readCategory(values: FormValues): Category | undefined {
  return categories.find((candidate) => candidate === values.one('category'))
}

const check = Compile(AlertDraft)

/** What the labels of these fields call what is written there. */
const lengthy = {
  authority: 'authority',
  caseReference: 'case reference',
  decisionReference: 'decision reference',
  legalBasis: 'legal basis',
  narrative: 'narrative',
  notes: 'internal notes',
  postEmployer: 'employer claimed',
  postFee: 'fee asked',
  postLanguage: 'language',
  postLocality: 'place of work',
  postOccupation: 'occupation',
  postPay: 'pay promised',
  postTitle: 'title of the posting',
  statement: 'statement why the alert is adequate',
} as const

/** What the analyst typed, as the alerts service takes it. What is incomplete or wrong is said field by field. */
export function readDraft(
  values: FormValues,
  category: Category,
  countries: Countries,
  today: Date,
): ReadDraft {
  const { problems, add } = problemCollector()
  const rule = categoryRules[category]
  const text: ReadText = (field, longest, missing) => {
    const value = values.one(field)
    if (value === '' && missing !== undefined) add(field, missing)
    if (value.length > longest) add(field, tooLong(`the ${lengthy[field]}`, longest))
    return value
  }

  // In the order of the page, which is the order in which problems are told.
  const posting = readPosting(values, countries, text, add)
  if (posting === undefined && rule.needs.includes('posting')) add('postTitle', 'Describe the posting')
  const identity = category === 'pattern' ? undefined : readIdentity(values, countries, today, add)
  if (identity === undefined && rule.needs.includes('identity')) {
    if (category === 'fake-posting') add('urls', 'Enter a contact of the posting')
    else add('name-1', 'Enter a name or an identifier')
  }
  const grounds = readGrounds(values, rule.needsDecision, text, add)
  const statement = text('statement', 300, 'Say why the alert is adequate, relevant and important enough')
  const grade = readGrade(values, add)
  const chosenPurposes = purposes.filter((purpose) => values.all('purposes').includes(purpose))
  if (chosenPurposes.length === 0) add('purposes', 'Choose at least one purpose')
  const handling = readHandling(values, add)
  const validFrom = day(values, 'validFrom', 'T00:00:00.000Z', add)
  const validUntil = day(values, 'validUntil', 'T23:59:59.999Z', add)
  if (values.one('validUntil') === '') add('validUntil', 'Enter the last day on which the alert is valid')
  const authority = text('authority', 120, 'Enter the authority that stands behind the alert')
  const evidence = readEvidence(values, text, add)
  const links = readLinks(values, add)
  const notes = text('notes', 2000)

  const draft = {
    category,
    mode: modes.find((mode) => mode === values.one('mode')) ?? 'actual',
    authority,
    grade,
    handling,
    purposes: chosenPurposes,
    ...(validFrom === undefined ? {} : { validFrom }),
    validUntil,
    cautions: cautions.filter((caution) => values.all('cautions').includes(caution)),
    ...(links.length === 0 ? {} : { links }),
    statement,
    ...(identity === undefined ? {} : { identity }),
    ...(posting === undefined ? {} : { posting }),
    grounds,
    ...(evidence === undefined ? {} : { evidence }),
    ...(notes === '' ? {} : { notes }),
  }
  if (problems.size > 0) return { problems }
  if (check.Check(draft)) return { draft }
  for (const { instancePath, message } of check.Errors(draft)) {
    add(fieldOfPath(instancePath) ?? '', `This does not fit: ${message}`)
  }
  return { problems }
}

type ReadText = (field: keyof typeof lengthy, longest: number, missing?: string) => string

function readGrounds(values: FormValues, needsDecision: boolean, text: ReadText, add: AddProblem): Grounds {
  const codes = values.all('ground').flatMap((value) => {
    const [listName, code = ''] = value.split('/')
    const list = codeListNames.find((candidate) => candidate === listName)
    return list === undefined || titleOfCode(list, code) === undefined ? [] : [{ list, code }]
  })
  if (codes.length === 0) add('ground', 'Choose at least one reason')
  if (codes.length > 20) add('ground', 'Choose at most 20 reasons')
  const legalBasis = text('legalBasis', 300, 'Enter the legal basis')
  const missing = needsDecision ? 'Enter the warrant, order or decision behind the alert' : undefined
  const decisionReference = text('decisionReference', 160, missing)
  const narrative = text('narrative', 500)
  return {
    codes,
    legalBasis,
    ...(decisionReference === '' ? {} : { decisionReference }),
    ...(narrative === '' ? {} : { narrative }),
  }
}

function readGrade(values: FormValues, add: AddProblem): Grade {
  const source = (['A', 'B', 'C', 'X'] as const).find((grade) => grade === values.one('gradeSource'))
  const information = [1, 2, 3, 4].find((grade) => String(grade) === values.one('gradeInformation'))
  if (source === undefined) add('gradeSource', 'Choose how reliable the source is')
  if (information === undefined) add('gradeInformation', 'Choose how sure the information is')
  return { source: source ?? 'X', information: information ?? 4 }
}

function readHandling(values: FormValues, add: AddProblem): Handling {
  const tlp = (['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const).find(
    (c) => c === values.one('tlp'),
  )
  const onwardUse = (['none', 'ask-first', 'labour-enforcement', 'law-enforcement'] as const).find(
    (use) => use === values.one('onwardUse'),
  )
  if (tlp === undefined) add('tlp', 'Choose a traffic light')
  if (onwardUse === undefined) add('onwardUse', 'Choose what recipients may do with it')
  return { tlp: tlp ?? 'RED', onwardUse: onwardUse ?? 'none' }
}

function readPosting(
  values: FormValues,
  countries: Countries,
  text: ReadText,
  add: AddProblem,
): Posting | undefined {
  const country = optional(values.one('postCountry'), countries.find)
  if (country === null) add('postCountry', 'Enter a country by its two letters or its name')
  const seenOn = optional(values.one('postSeenOn'), readPartialDate)
  if (seenOn === null) add('postSeenOn', 'Enter the date as day, month and year, like 17 03 2026')
  const language = text('postLanguage', 3).toLowerCase()
  if (language !== '' && !/^[a-z]{2,3}$/.test(language))
    add('postLanguage', 'Enter two or three letters, like ne')
  const body = values.block('postText')
  if (body.length > 4000) add('postText', tooLong('the text of the posting', 4000))
  const given = Object.entries({
    title: text('postTitle', 200),
    employerClaimed: text('postEmployer', 200),
    occupation: text('postOccupation', 120),
    country: country ?? '',
    locality: text('postLocality', 120),
    pay: text('postPay', 120),
    feeAsked: text('postFee', 120),
    language,
    seenOn: seenOn ?? '',
    text: body,
  }).filter(([, value]) => value !== '')
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

const exhibitKinds = [
  'document',
  'image',
  'recording',
  'message',
  'statement',
  'transaction',
  'other',
] as const

function readEvidence(values: FormValues, text: ReadText, add: AddProblem): Evidence | undefined {
  const caseReference = text('caseReference', 160)
  const lines = values.lines('exhibits')
  if (caseReference === '' && lines.length === 0) return undefined
  if (caseReference === '') add('caseReference', 'Enter the case to which the exhibits belong')
  const exhibits = lines.flatMap(({ number, text: line }) => {
    const parts = splitLine(line)
    const sha256 = parts.find((part) => /^[0-9a-fA-F]{64}$/.test(part))?.toLowerCase()
    const kind = exhibitKinds.find((candidate) => parts.includes(candidate)) ?? 'other'
    const takenAt = parts.map(readPartialDate).find((date) => date !== undefined)
    if (sha256 !== undefined) return [{ sha256, kind, ...(takenAt === undefined ? {} : { takenAt }) }]
    add('exhibits', `Line ${number}: enter the SHA-256 of the exhibit, its kind and its date`)
    return []
  })
  return { caseReference, exhibits }
}

function readLinks(values: FormValues, add: AddProblem): Link[] {
  const kinds = values.all('linkKind')
  const reasons = values.all('linkReason')
  return values.all('linkAlert').flatMap((alert, index) => {
    if (alert === '') return []
    const reason = reasons[index] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(alert)) add(`link-${index + 1}`, 'Enter the number of the linked alert')
    else if (reason === '' || reason.length > 200) {
      add(`link-${index + 1}`, 'Say in at most 200 characters why the alerts are linked')
    }
    return [{ kind: linkKinds.find((kind) => kind === kinds[index]) ?? 'related', alert, reason }]
  })
}

function day(values: FormValues, field: string, time: string, add: AddProblem): string | undefined {
  const value = values.one(field)
  if (value === '') return undefined
  const date = calendarDay(value)
  if (date !== undefined) return date + time
  add(field, 'Enter a day, like 2026-03-17')
  return undefined
}

/** A day as it was typed, `2026-03-17`; undefined if it is none. */
export function calendarDay(value: string): string | undefined {
  const date = readPartialDate(value)
  return date?.length === 10 && isCalendarDay(date) ? date : undefined
}

/** Undefined if nothing is given, null if it cannot be read. */
function optional(value: string, read: (value: string) => string | undefined): string | null | undefined {
  return value === '' ? undefined : (read(value) ?? null)
}
