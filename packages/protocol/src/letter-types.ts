import type { Static, TSchema } from 'typebox'
import { agreementDocument } from './agreement.ts'
import { alertDocument, withdrawalDocument } from './alert.ts'
import { clearanceDocument } from './clearance.ts'
import { releaseAnswerDocument, releaseRequestDocument } from './consent.ts'
import { contestDocument, disputeDocument } from './dispute.ts'
import type { DocumentType } from './document.ts'
import { flagDocument } from './flag.ts'
import { hitReportDocument, threadMessageDocument } from './follow-up.ts'
import type { LetterKind } from './kinds.ts'
import { receiptDocument } from './receipt.ts'
import { lookReceiptDocument } from './look-receipt.ts'
import { measureDocument } from './measure.ts'
import type { JurisdictionCode } from './scalars.ts'

/** What every letter says about itself, whatever its kind. */
export interface LetterSubject {
  /** Who speaks: must be the issuer of the feed that brought the letter. */
  readonly issuer: JurisdictionCode
  /** The UUID of what it is about: the same in the outbox of the sender and in the inbox of the recipient. */
  readonly ref: string
  /** `SHA-256(salt || bytes)` of each compartment that may lie beside the letter. */
  readonly commitments: Readonly<Partial<Record<string, string>>>
}

/** The signed document that letters of a kind carry. */
export interface LetterType<S extends TSchema = TSchema> {
  readonly document: DocumentType<S>
  about(value: Static<S>): LetterSubject
}

const alertLetter = letterType(alertDocument, ({ id, issuer, compartments }) => ({
  issuer,
  ref: id,
  commitments: compartments,
}))

/**
 * What the exchange signs, and what it takes from others, by kind. A kind without a document is neither sent nor taken: a node
 * of an older version refuses letters it cannot judge.
 */
export const letterTypes: Readonly<Partial<Record<LetterKind, LetterType>>> = {
  alert: alertLetter,
  revision: alertLetter,
  grant: alertLetter,
  agreement: letterType(agreementDocument, ({ issuer, terms: { id } }) => ({
    issuer,
    ref: id,
    commitments: {},
  })),
  withdrawal: letterType(withdrawalDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  'release-request': letterType(releaseRequestDocument, ({ id, issuer }) => ({
    issuer,
    ref: id,
    commitments: {},
  })),
  release: letterType(releaseAnswerDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  receipt: letterType(receiptDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  'look-receipt': letterType(lookReceiptDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  flag: letterType(flagDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  dispute: letterType(disputeDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  contest: letterType(contestDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  clearance: letterType(clearanceDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  hit: letterType(hitReportDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  measure: letterType(measureDocument, ({ id, issuer }) => ({ issuer, ref: id, commitments: {} })),
  message: letterType(threadMessageDocument, ({ id, issuer, compartments }) => ({
    issuer,
    ref: id,
    commitments: compartments,
  })),
}

function letterType<S extends TSchema>(
  document: DocumentType<S>,
  about: (value: Static<S>) => LetterSubject,
): LetterType {
  return { document, about }
}
