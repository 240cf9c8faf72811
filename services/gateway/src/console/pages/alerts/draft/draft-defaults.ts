import { addMonths, categoryRules, type Category, type Purpose } from '@crosswatch/protocol'
import type { Visit } from '../../../access/visit.ts'
import type { FormBody } from '../../../forms/form.ts'

/** Purposes that an alert can be used for. The other two are about the system, not about anybody in it. */
export const offeredPurposes: readonly Purpose[] = [
  'border-check',
  'pre-departure-screening',
  'labour-inspection',
  'criminal-investigation',
  'licensing-check',
  'job-offer-check',
  'alert-management',
]

const usualPurposes: Readonly<Record<Category, readonly Purpose[]>> = {
  'wanted-broker': [
    'border-check',
    'pre-departure-screening',
    'labour-inspection',
    'criminal-investigation',
    'alert-management',
  ],
  'discreet-check': ['border-check', 'labour-inspection', 'criminal-investigation', 'alert-management'],
  'inquiry-check': [
    'border-check',
    'pre-departure-screening',
    'labour-inspection',
    'criminal-investigation',
    'alert-management',
  ],
  'licence-withdrawn': offeredPurposes,
  'fake-posting': [
    'border-check',
    'pre-departure-screening',
    'labour-inspection',
    'criminal-investigation',
    'job-offer-check',
    'alert-management',
  ],
  document: offeredPurposes,
  pattern: offeredPurposes,
}

/** What a new draft begins with. Nothing that should be thought about is chosen beforehand. */
export function draftDefaults(category: Category, { account }: Visit, today: Date): FormBody {
  return {
    category,
    mode: 'actual',
    authority: account.authority,
    subject: category === 'licence-withdrawn' || category === 'fake-posting' ? 'organisation' : 'person',
    nameKind: ['primary', 'alias', 'alias'],
    tlp: 'AMBER',
    onwardUse: 'ask-first',
    purposes: usualPurposes[category],
    validUntil: lastDay(category, today),
  }
}

/** The last day on which an alert of the category that begins today may be valid: it is valid to the end of that day. */
export function lastDay(category: Category, today: Date): string {
  const limit = addMonths(today, categoryRules[category].reviewMonths)
  return new Date(limit.getTime() - dayMs).toISOString().slice(0, 10)
}

const dayMs = 24 * 3_600_000
