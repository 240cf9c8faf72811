import type { Category } from './alert.ts'
import type { AlertDraft } from './api/alerts.ts'
import { categoryRules } from './category-rules.ts'
import { titleOfCode } from './code-lists.ts'
import type { FieldProblem } from './errors.ts'
import type { Identity } from './identity.ts'

/** A rule that a draft does not meet. Names the place and the rule, never the value. */
export type DraftProblem = FieldProblem

/**
 * What the schema cannot say about a draft (rules version 1): minimum data, the decision behind it, how long it may stand,
 * and that every code exists. Applied before a list is sent, when a draft is submitted, and again when it is issued.
 */
export function draftProblems(draft: AlertDraft, now: Date): DraftProblem[] {
  const rule = categoryRules[draft.category]
  return [
    ...rule.needs
      .filter((name) => draft[name] === undefined)
      .map((name) => problem(`/${name}`, `is needed for ${draft.category}`)),
    ...identityProblems(draft),
    ...groundsProblems(draft, rule.needsDecision),
    ...validityProblems(draft, rule.reviewMonths, now),
  ]
}

/** Minimum data: what an identity must hold for its category. Nothing to object to where there is none. */
export function identityProblems({
  category,
  identity,
}: {
  readonly category: Category
  readonly identity?: Identity | undefined
}): DraftProblem[] {
  if (identity === undefined) return []
  if (category === 'pattern') return [problem('/identity', 'must be absent: a pattern is about no person')]
  if (category === 'fake-posting' && !hasContact(identity)) {
    return [problem('/identity', 'must hold a phone, e-mail, URL, handle or account of the posting')]
  }
  if (category === 'document' && !identity.documents?.length && !identity.registrations?.length) {
    return [problem('/identity', 'must hold the number of the document, contract or licence')]
  }
  if (!isRecognisable(identity)) {
    return [
      problem(
        '/identity',
        'must hold a name with a birth year, nationality or place, or one strong identifier',
      ),
    ]
  }
  return []
}

/** Minimum data: a name plus one more fact, or something that identifies by itself. */
function isRecognisable(identity: Identity): boolean {
  const fact = identity.birthDates?.length || identity.nationalities?.length || identity.places?.length
  const strong = identity.documents?.length || identity.registrations?.length || identity.accounts?.length
  return Boolean((identity.names.length > 0 && fact) || strong || hasContact(identity))
}

function hasContact({ phones, emails, urls, handles, accounts }: Identity): boolean {
  return [phones, emails, urls, handles, accounts].some(
    (contacts) => contacts !== undefined && contacts.length > 0,
  )
}

function groundsProblems({ grounds }: AlertDraft, needsDecision: boolean): DraftProblem[] {
  const unknown = grounds.codes.flatMap(({ list, code }, index) =>
    titleOfCode(list, code) === undefined ? [problem(`/grounds/codes/${index}`, 'is not in its list')] : [],
  )
  const missing = needsDecision && grounds.decisionReference === undefined
  return missing
    ? [...unknown, problem('/grounds/decisionReference', 'must name the warrant, order or decision')]
    : unknown
}

function validityProblems(
  { validFrom, validUntil }: AlertDraft,
  reviewMonths: number,
  now: Date,
): DraftProblem[] {
  const from = validFrom === undefined ? now : new Date(validFrom)
  const until = new Date(validUntil)
  if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime()))
    return [problem('/validUntil', 'is no calendar time')]
  if (until <= from) return [problem('/validUntil', 'must lie after the beginning')]
  if (until <= now) return [problem('/validUntil', 'has passed')]
  if (until > addMonths(from, reviewMonths))
    return [problem('/validUntil', `must lie at most ${reviewMonths} months after the beginning`)]
  return []
}

/** The same day that many months later (or earlier, if it is below 0), or the last day of that month. */
export function addMonths(from: Date, months: number): Date {
  const target = new Date(from)
  target.setUTCDate(1)
  target.setUTCMonth(target.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return target
}

function problem(path: string, text: string): DraftProblem {
  return { path, part: 'body', problem: text }
}
