import { openCompartment } from '@crosswatch/crypto'
import {
  compartmentDocuments,
  fromBase64,
  type Evidence,
  type HitCountList,
  type HitDetail,
  type HitSummary,
  type ThreadEntry,
  type ThreadMessage,
} from '@crosswatch/protocol'
import type { AccessDecision } from '@crosswatch/policy'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { hitOverdue, isOverdue } from '../domain/follow-up-rules.ts'
import {
  countHits,
  countHitsByIssuer,
  listHits,
  openMessage,
  openReport,
  readHit,
  readThreads,
  type HitRow,
  type MessageRow,
} from '../store/follow-up.ts'

type Allowed = Extract<AccessDecision, { allowed: true }>

/** Hits that a list shows. */
const listed = 200

/** The latest hits, without what was reported. The look is recorded before anything is returned. */
export async function listHitsFor(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
): Promise<{ hits: HitSummary[] }> {
  const { db } = context.connection
  const rows = await listHits(db, listed)
  const threads = await readThreads(
    db,
    rows.map(({ id }) => id),
  )
  const now = context.clock()
  await context.accessLog.append(db, [
    actOf(officer, 'hit.list', {
      alerts: rows.map((row) => touched(row, false)),
      count: rows.length,
      policies: [...allowed.policies],
    }),
  ])
  return {
    hits: rows.map((row) =>
      summaryOf(
        row,
        threads.filter(({ hit }) => hit === row.id),
        now,
      ),
    ),
  }
}

/** One hit with its thread. The look is recorded before anything is returned. */
export async function showHit(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
): Promise<HitDetail> {
  const { db } = context.connection
  const row = await readHit(db, id)
  const thread = await readThreads(db, [id])
  const now = context.clock()
  const withEvidence = allowed.compartments.includes('evidence')
  const messages = thread.map((one) => entryOf(context, one, thread, now, withEvidence))
  await context.accessLog.append(db, [
    actOf(officer, 'hit.view', {
      alerts: [
        touched(
          row,
          messages.some(({ evidence }) => evidence !== null),
        ),
      ],
      policies: [...allowed.policies],
    }),
  ])
  return { hit: summaryOf(row, thread, now), report: openReport(context.storageKey, row), messages }
}

/** How often each alert was met, and how often it was the right person, also for each issuer. Numbers only. */
export async function countHitsFor({ connection }: AlertsContext): Promise<HitCountList> {
  const [counts, issuers] = await Promise.all([countHits(connection.db), countHitsByIssuer(connection.db)])
  return { counts, issuers }
}

function summaryOf(row: HitRow, thread: readonly MessageRow[], now: Date): HitSummary {
  const { id, alert, version, issuer, reporter, category, danger, outcome } = row
  return {
    id,
    alert,
    version,
    issuer,
    reporter,
    category,
    danger,
    state: outcome === null ? 'open' : 'closed',
    outcome,
    dueBy: row.dueBy.toISOString(),
    overdue: hitOverdue(row, thread, now),
    createdAt: row.createdAt.toISOString(),
  }
}

function entryOf(
  context: AlertsContext,
  row: MessageRow,
  thread: readonly MessageRow[],
  now: Date,
  withEvidence: boolean,
): ThreadEntry {
  const { payload, value } = openMessage(context.storageKey, row)
  const { id, from, at, digest } = row
  return {
    id,
    from,
    at: at.toISOString(),
    digest,
    content: value.content,
    overdue: isOverdue(row, thread, now),
    evidence: withEvidence ? evidenceOf(context, row, payload, value) : null,
  }
}

function evidenceOf(
  { storageKey }: AlertsContext,
  { id, compartments }: MessageRow,
  payload: Uint8Array,
  message: ThreadMessage,
): Evidence | null {
  const [stored] = compartments
  if (stored === undefined) return null
  const key = storageKey.unwrap(fromBase64(stored.key), `compartment ${id} evidence`)
  const closed = { name: 'evidence' as const, box: fromBase64(stored.box), key }
  return compartmentDocuments.evidence.restore(
    openCompartment(closed, payload, message.compartments.evidence),
  )
}

function touched({ alert, version, issuer }: HitRow, evidence: boolean) {
  return { alert, version, issuer, compartments: evidence ? (['evidence'] as const).slice() : [] }
}
