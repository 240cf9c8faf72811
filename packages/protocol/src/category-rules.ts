import type { Action, Category } from './alert.ts'

/** What a category asks for, how long it may stand, and what it must bring (rules version 1). */
export interface CategoryRule {
  readonly category: Category
  readonly action: Action
  /** An alert is reviewed, or expires, after at most this many months. */
  readonly reviewMonths: number
  /**
   * Its issuer is told this many days before it ends by itself: four months where an alert stands three years (Regulation
   * (EU) 2018/1862, article 53(7)), less where the time is short.
   */
  readonly noticeDays: number
  /** A warrant, order or decision must be named in `grounds.decisionReference`. */
  readonly needsDecision: boolean
  /** Which compartments an alert of the category must hold. */
  readonly needs: readonly ('identity' | 'posting' | 'grounds')[]
  /** Shown to the officer after a hit. */
  readonly instruction: string
}

export const categoryRules: Readonly<Record<Category, CategoryRule>> = {
  'wanted-broker': {
    category: 'wanted-broker',
    action: 'contact-issuer',
    reviewMonths: 36,
    noticeDays: 120,
    needsDecision: true,
    needs: ['identity', 'grounds'],
    instruction: 'Contact the issuer at once. Act under national law.',
  },
  'discreet-check': {
    category: 'discreet-check',
    action: 'record-discreetly',
    reviewMonths: 12,
    noticeDays: 60,
    needsDecision: true,
    needs: ['identity', 'grounds'],
    instruction: 'Record the encounter and report it. Do not let the person notice.',
  },
  'inquiry-check': {
    category: 'inquiry-check',
    action: 'interview-and-refer',
    reviewMonths: 12,
    noticeDays: 60,
    needsDecision: true,
    needs: ['identity', 'grounds'],
    instruction: 'Interview, refer to the labour inspectorate, and report.',
  },
  'licence-withdrawn': {
    category: 'licence-withdrawn',
    action: 'refuse-service',
    reviewMonths: 36,
    noticeDays: 120,
    needsDecision: false,
    needs: ['identity', 'grounds'],
    instruction: 'Refuse the service asked for and inform the licensing register.',
  },
  'fake-posting': {
    category: 'fake-posting',
    action: 'warn-applicant',
    reviewMonths: 6,
    noticeDays: 30,
    needsDecision: false,
    needs: ['identity', 'posting', 'grounds'],
    instruction: 'Warn the applicant and ask for the posting to be taken down.',
  },
  document: {
    category: 'document',
    action: 'check-document',
    reviewMonths: 36,
    noticeDays: 120,
    needsDecision: false,
    needs: ['identity', 'grounds'],
    instruction: 'Check the document; seize it where national law allows.',
  },
  pattern: {
    category: 'pattern',
    action: 'be-aware',
    reviewMonths: 12,
    noticeDays: 60,
    needsDecision: false,
    needs: ['grounds'],
    instruction: 'Be aware of this way of working.',
  },
}
