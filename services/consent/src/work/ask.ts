import { newSession, type Session } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { refusals } from '@crosswatch/policy'
import {
  outboxContext,
  releaseRequestDocument,
  ServiceError,
  survivorDocument,
  toBase64,
  type Released,
  type ReleaseQuestion,
  type ReleaseRequest,
  type SurvivorInformation,
} from '@crosswatch/protocol'
import type { AccessRecordInput, Officer } from '@crosswatch/service-kit'
import { actOf, pseudonymOf, type ConsentContext } from '../context.ts'
import { enqueue } from '../store/exchange.ts'
import { release, releaseContext } from './release.ts'

/** Questions of officers that wait for the answer of an origin. In memory only: a session ends with its request. */
export interface OpenQuestions {
  /** Waits for the answer. @returns what is sealed to the session; nothing if it was refused */
  wait(request: ReleaseRequest): Promise<Uint8Array | undefined>
  /** An answer came, from this issuer. Nobody may wait for it any more. */
  answered(answer: { readonly id: string; readonly issuer: string }, sealed: Uint8Array | undefined): void
}

/** How long an officer waits for the origin. */
const patienceMs = 10_000

export function createOpenQuestions(patience = patienceMs): OpenQuestions {
  const waiting = new Map<string, (sealed: Uint8Array | undefined) => void>()
  const nameOf = (origin: string, id: string) => `${origin} ${id}`
  return {
    async wait({ id, to }) {
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>()
      const timer = setTimeout(() => reject(new ServiceError('timed-out', { detail: to })), patience)
      waiting.set(nameOf(to, id), resolve)
      try {
        return await promise
      } finally {
        clearTimeout(timer)
        waiting.delete(nameOf(to, id))
      }
    },
    answered: ({ id, issuer }, sealed) => waiting.get(nameOf(issuer, id))?.(sealed),
  }
}

/**
 * Asks an origin for survivor information, once, for this officer. The secret that opens the answer lives in this call and
 * nowhere else: it is gone when the call returns.
 *
 * @throws {ServiceError} `forbidden`, `purpose-not-allowed`, `refused-by-policy`, `no-consent`, `timed-out`
 */
export async function askForRelease(
  context: ConsentContext,
  questions: OpenQuestions,
  officer: Officer,
  question: ReleaseQuestion,
): Promise<Released> {
  const allowed = await decideAsking(context, officer, question)
  const session = newSession()
  const { origin, reference, ...asked } = question
  const request: ReleaseRequest = {
    v: 1,
    id: context.newId(),
    issuer: context.jurisdiction,
    to: origin,
    at: context.clock().toISOString(),
    officer: pseudonymOf(context, officer.id),
    authority: officer.authority,
    session: toBase64(session.publicKey),
    ...asked,
  }
  const record = askRecord(officer, request, { reference, policies: allowed.policies })
  return shown(
    origin === context.jurisdiction
      ? await askHere(context, officer, request, session, record)
      : await askAcross(context, questions, officer, request, session, record),
  )
}

/** One transaction: nobody is shown anything whose opening was not committed before the consent could be withdrawn. */
async function askHere(
  context: ConsentContext,
  officer: Officer,
  request: ReleaseRequest,
  session: Session,
  record: AccessRecordInput,
): Promise<Opened> {
  return context.connection.transaction(async (tx) => {
    await context.accessLog.append(tx, [record])
    const sealed = await release(context, tx, request, context.jurisdiction)
    return openOnRecord(context, tx, officer, request, session, sealed)
  })
}

async function askAcross(
  context: ConsentContext,
  questions: OpenQuestions,
  officer: Officer,
  request: ReleaseRequest,
  session: Session,
  record: AccessRecordInput,
): Promise<Opened> {
  if (!context.partners.includes(request.to)) throw new ServiceError('no-consent')
  const recipients = [{ jurisdiction: request.to, compartments: [] as [] }]
  const document = releaseRequestDocument.encode(request)
  const sealed = context.storageKey.seal(document, outboxContext(request.id, 'release-request', recipients))
  const answer = questions.wait(request)
  // Whatever happens to the transaction: nobody is left with a rejection that is not looked at.
  answer.catch(() => undefined)
  await context.connection.transaction(async (tx) => {
    await context.accessLog.append(tx, [record])
    await enqueue(tx, {
      ref: request.id,
      kind: 'release-request',
      payloadType: releaseRequestDocument.payloadType,
      document: sealed.box,
      documentKey: sealed.key,
      recipients,
    })
  })
  return openOnRecord(context, context.connection.db, officer, request, session, await answer)
}

/** Whether this officer may ask at all. A refusal is on record. */
async function decideAsking(
  { policies, accessLog, connection }: ConsentContext,
  officer: Officer,
  { purpose, legalBasis, origin, consent, categories, reference }: ReleaseQuestion,
) {
  const { roles, authority } = officer
  const decision = policies.decideAccess({
    act: 'ask',
    roles,
    authority,
    purpose,
    referenceGiven: reference !== undefined,
  })
  if (decision.allowed) return decision
  const reason = refusals[decision.reason]
  await accessLog.append(connection.db, [
    actOf(officer, 'release.ask', {
      purpose,
      legalBasis,
      recipients: [origin],
      policies: [...decision.policies],
      outcome: 'denied',
      reason,
      terms: { ...(reference === undefined ? {} : { reference }), query: { consent, categories } },
    }),
  ])
  throw new ServiceError(reason)
}

function askRecord(
  officer: Officer,
  { purpose, legalBasis, to, consent, categories, id }: ReleaseRequest,
  { reference, policies }: { readonly reference: string | undefined; readonly policies: readonly string[] },
): AccessRecordInput {
  return actOf(officer, 'release.ask', {
    purpose,
    legalBasis,
    recipients: [to],
    policies: [...policies],
    terms: { ...(reference === undefined ? {} : { reference }), query: { consent, categories, request: id } },
  })
}

/** What an officer asked for, if it was released, and the record of it. */
interface Opened {
  readonly information: SurvivorInformation | undefined
  readonly record: string
}

/** @throws {ServiceError} `no-consent` */
function shown({ information, record }: Opened): Released {
  if (information === undefined) throw new ServiceError('no-consent')
  return { information, record }
}

/** The record is durable before the officer sees anything. */
async function openOnRecord(
  context: ConsentContext,
  executor: Executor,
  officer: Officer,
  request: ReleaseRequest,
  session: Session,
  sealed: Uint8Array | undefined,
): Promise<Opened> {
  const { purpose, legalBasis, to, consent, id, categories } = request
  const said = { purpose, legalBasis, recipients: [to], terms: { query: { consent, request: id } } }
  const result =
    sealed === undefined
      ? ({ outcome: 'denied', reason: 'no-consent' } as const)
      : ({ outcome: 'done', count: categories.length } as const)
  const information = sealed && survivorDocument.decode(session.open(sealed, releaseContext(request)))
  const [record = ''] = await context.accessLog.append(executor, [
    actOf(officer, 'release.open', { ...said, ...result }),
  ])
  return { information, record }
}
