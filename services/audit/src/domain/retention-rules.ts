import {
  addMonths,
  eventCatalogue,
  type Operation,
  operations,
  type RecordClass,
  recordClasses,
} from '@crosswatch/protocol'

/** Months for which each class of records is kept: a matter of the jurisdiction's law. */
export type RetentionMonths = Readonly<Record<RecordClass, number>>

/**
 * Three years, as Regulation (EU) 2018/1862, article 12(4), has it for logs, and for the history of alerts after the alert is
 * gone. Directive (EU) 2016/680, article 25, sets no time.
 */
export const usualMonths: RetentionMonths = {
  access: 36,
  'alert-history': 36,
  supervision: 36,
  administration: 36,
}

/** What is kept until when: one rule for each class. */
export interface RetentionRule {
  readonly class: RecordClass
  readonly months: number
  readonly operations: readonly Operation[]
  /** Records from before this time have been kept long enough. */
  readonly before: string
  /** Whether a record stays as long as something happens to one of its alerts. */
  readonly whileAlertLives: boolean
}

export function retentionRules(months: RetentionMonths, now: Date): RetentionRule[] {
  return recordClasses.map((name) => ({
    class: name,
    months: months[name],
    operations: operations.filter((operation) => eventCatalogue[operation].class === name),
    before: addMonths(now, -months[name]).toISOString(),
    whileAlertLives: name === 'alert-history',
  }))
}
