import { present } from '../../text/clean.ts'
import type { Row } from './columns.ts'

/** The job offer that a row describes, still unchecked; undefined if the row holds nothing of it. */
export function postingOf(row: Row): unknown {
  const posting = present({
    title: row('posting_title'),
    employerClaimed: row('posting_employer'),
    occupation: row('posting_occupation'),
    country: row('posting_country'),
    locality: row('posting_locality'),
    pay: row('posting_pay'),
    feeAsked: row('posting_fee'),
    language: row('posting_language'),
    seenOn: row('posting_seen_on'),
    text: row('posting_text'),
  })
  return Object.keys(posting).length === 0 ? undefined : posting
}
