import type { Transaction } from '@crosswatch/database'
import {
  agreementDocument,
  agreementTermsDocument,
  outboxContext,
  ServiceError,
  sha256Hex,
  type AgreementAct,
  type AgreementDraft,
  type AgreementTerms,
  type AgreementView,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { agreementProblems, agreementState } from '../domain/agreement-rules.ts'
import {
  putAgreement,
  putStatement,
  readKnown,
  setPreparedBy,
  type KnownAgreement,
} from '../store/agreements.ts'
import { enqueue } from '../store/outbox.ts'
import { eraseUncovered } from './erase-uncovered.ts'
import { recallUncovered } from './recall-uncovered.ts'

/** What the officers of this node do to an agreement. Each step and its record are one transaction. */

export async function listAgreements({ connection, clock }: AlertsContext): Promise<AgreementView[]> {
  const at = clock().toISOString()
  return (await readKnown(connection.db)).map((known) => viewOf(known, at))
}

export async function showAgreement(context: AlertsContext, digest: string): Promise<AgreementView> {
  return viewOf(await knownOrThrow(context.connection.db, digest), context.clock().toISOString())
}

/** Drafts an agreement, or an amendment of one. It binds nobody until a second officer signs it. */
export async function draftAgreement(
  context: AlertsContext,
  officer: Officer,
  { amends, ...content }: AgreementDraft,
): Promise<AgreementView> {
  const { jurisdiction: own, partners, connection } = context
  return connection.transaction(async (tx) => {
    const amended = amends === undefined ? undefined : (await knownOrThrow(tx, amends)).terms
    const fields = agreementProblems(content, { own, partners, amended })
    if (fields.length > 0) throw new ServiceError('rule-not-met', { fields })
    const terms: AgreementTerms = {
      v: 1,
      id: amended?.id ?? context.newId(),
      version: (amended?.version ?? 0) + 1,
      ...(amends === undefined ? {} : { replaces: amends }),
      ...content,
    }
    const digest = digestOf(terms)
    await putAgreement(tx, digest, terms, officer.id)
    return done(context, tx, officer, 'agreement.draft', digest)
  })
}

/** The first officer of a party that did not draft it says that it can be signed. */
export async function endorseAgreement(
  context: AlertsContext,
  officer: Officer,
  digest: string,
): Promise<AgreementView> {
  return context.connection.transaction(async (tx) => {
    assertOpen(await knownOrThrow(tx, digest), context)
    if (!(await setPreparedBy(tx, digest, officer.id))) {
      throw new ServiceError('wrong-state', { detail: 'an officer of this node prepared it already' })
    }
    return done(context, tx, officer, 'agreement.endorse', digest)
  })
}

/** A second officer signs for this jurisdiction, and every other party gets the signature. */
export async function signAgreement(
  context: AlertsContext,
  officer: Officer,
  digest: string,
): Promise<AgreementView> {
  return context.connection.transaction(async (tx) => {
    const known = await knownOrThrow(tx, digest)
    assertOpen(known, context)
    if (known.preparedBy === null) {
      throw new ServiceError('wrong-state', { detail: 'an officer of this node endorses it first' })
    }
    if (known.preparedBy === officer.id) throw new ServiceError('four-eyes')
    await say(context, tx, known, 'sign')
    return done(context, tx, officer, 'agreement.sign', digest)
  })
}

/** Stops or resumes what goes out under an agreement that every party signed, from this transaction on. */
export async function changeAgreement(
  context: AlertsContext,
  officer: Officer,
  digest: string,
  act: Exclude<AgreementAct, 'sign'>,
  reason: string,
): Promise<AgreementView> {
  return context.connection.transaction(async (tx) => {
    const known = await knownOrThrow(tx, digest)
    const { standing, statements } = known
    const suspendedHere =
      statements.findLast(({ party, act: said }) => party === context.jurisdiction && said !== 'sign')
        ?.act === 'suspend'
    const possible = {
      suspend: standing.signed && !suspendedHere,
      resume: suspendedHere,
      terminate: standing.signed,
    }
    if (standing.terminated || !possible[act]) throw new ServiceError('wrong-state')
    await say(context, tx, known, act, reason)
    if (act === 'terminate') {
      await recallUncovered(context, tx, known.terms)
      await eraseUncovered(context, tx, known.terms)
    }
    return done(context, tx, officer, `agreement.${act}`, digest)
  })
}

/** This party's statement: here at once, and to every other party in its own feed entry. */
async function say(
  context: AlertsContext,
  tx: Transaction,
  { digest, terms }: KnownAgreement,
  act: AgreementAct,
  given?: string,
): Promise<void> {
  const { jurisdiction: party, clock, storageKey } = context
  const at = clock()
  const reason = given?.normalize('NFC')
  await putStatement(tx, { digest, party, act, at, reason: reason ?? null, seq: null })
  const payload = agreementDocument.encode({
    v: 1,
    issuer: party,
    act,
    at: at.toISOString(),
    ...(reason === undefined ? {} : { reason }),
    terms,
  })
  const recipients = terms.parties
    .filter((one) => one !== party)
    .map((jurisdiction) => ({ jurisdiction, compartments: [] }))
  const sealed = storageKey.seal(payload, outboxContext(terms.id, 'agreement', recipients))
  await enqueue(tx, [
    {
      ref: terms.id,
      kind: 'agreement',
      payloadType: agreementDocument.payloadType,
      document: sealed.box,
      documentKey: sealed.key,
      compartments: [],
      recipients,
    },
  ])
}

/** It names this party, which has not signed it, and nothing else stands against it. */
function assertOpen({ terms, standing, statements }: KnownAgreement, context: AlertsContext): void {
  const { jurisdiction: own, partners, clock } = context
  const fields = agreementProblems(terms, { own, partners })
  if (fields.length > 0) throw new ServiceError('rule-not-met', { fields })
  const signed = statements.some(({ party, act }) => party === own && act === 'sign')
  if (signed || standing.terminated) throw new ServiceError('wrong-state')
  if (terms.validUntil <= clock().toISOString()) {
    throw new ServiceError('wrong-state', { detail: 'its time is over; draft a new one' })
  }
}

async function knownOrThrow(db: Parameters<typeof readKnown>[0], digest: string): Promise<KnownAgreement> {
  const [known] = await readKnown(db, digest)
  if (known === undefined) throw new ServiceError('not-found')
  return known
}

async function done(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  operation: Parameters<typeof actOf>[1],
  digest: string,
): Promise<AgreementView> {
  const known = await knownOrThrow(tx, digest)
  await context.accessLog.append(tx, [
    actOf(officer, operation, {
      purpose: 'administration',
      recipients: known.terms.parties.filter((party) => party !== context.jurisdiction),
      policies: [`agreement/${known.terms.id}`],
    }),
  ])
  return viewOf(known, context.clock().toISOString())
}

function viewOf(known: KnownAgreement, at: string): AgreementView {
  const { digest, terms, statements, preparedBy } = known
  return {
    digest,
    state: agreementState(known, at),
    terms,
    statements: statements.map(({ party, act, at: said, reason }) => ({
      party,
      act,
      at: said.toISOString(),
      ...(reason === null ? {} : { reason }),
    })),
    preparedBy,
  }
}

/** Names terms, at every party the same. */
export function digestOf(terms: AgreementTerms): string {
  return sha256Hex(agreementTermsDocument.encode(terms))
}
