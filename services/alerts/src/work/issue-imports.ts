import type { Transaction } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { updateDraft } from '../store/drafts.ts'
import {
  lockDraftOf,
  lockDraftsOf,
  lockImport,
  lockMissing,
  readIssuing,
  readWaiting,
  updateImport,
  type ImportRow,
} from '../store/imports.ts'
import { issueDrafts, type IssueCandidate, type IssuedAlert } from './issue.ts'
import { withdrawAlerts } from './withdraw.ts'

/** Alerts in one transaction. */
const batch = 200

/**
 * Issues the rows of approved imports, some at a time, each time in one transaction: what was approved is issued to the
 * end, whatever stops in between.
 *
 * @returns whether there is more
 */
export async function issueImports(context: AlertsContext): Promise<boolean> {
  const [next] = await readIssuing(context.connection.db)
  if (next === undefined) return false
  try {
    await context.connection.transaction((tx) => issueSome(context, tx, next.id, batch))
  } catch (error) {
    // One row that cannot be issued any more must not hold up the rest: they go one by one, and it goes back.
    if (!(error instanceof ServiceError)) throw error
    await issueOneByOne(context, next.id)
  }
  return true
}

async function issueSome(context: AlertsContext, tx: Transaction, id: string, limit: number): Promise<void> {
  const row = await lockImport(tx, id)
  const candidates = await lockDraftsOf(tx, id, limit)
  if (candidates.length > 0) return issueRows(context, tx, row, candidates)
  if (row.complete && (await withdrawMissing(context, tx, row))) return
  await updateImport(tx, id, { state: 'done' })
}

async function issueRows(
  context: AlertsContext,
  tx: Transaction,
  row: ImportRow,
  candidates: readonly IssueCandidate[],
): Promise<void> {
  const issued = await issueDrafts(context, tx, candidates, row.approver ?? '', {
    kind: 'at-most',
    recipients: row.confirmed,
  })
  await updateImport(tx, row.id, { issued: row.issued + issued.length })
  await context.accessLog.append(tx, [issueRecord(context, row, issued)])
}

function issueRecord({ jurisdiction }: AlertsContext, row: ImportRow, issued: readonly IssuedAlert[]) {
  return {
    ...ruleAct('alert.issue'),
    officer: row.approver ?? 'system:alerts',
    authority: row.approverAuthority ?? 'system',
    purpose: 'alert-management' as const,
    alerts: issued.map(({ id, version, compartments }) => ({
      alert: id,
      version,
      issuer: jurisdiction,
      compartments: [...compartments],
    })),
    recipients: [...new Set(issued.flatMap(({ recipients }) => recipients))],
    policies: [...new Set(issued.flatMap(({ policies }) => policies))],
    count: issued.length,
  }
}

async function issueOneByOne(context: AlertsContext, id: string): Promise<void> {
  for (const alert of await readWaiting(context.connection.db, id, batch)) {
    await context.connection.transaction((tx) => issueOne(context, tx, id, alert))
  }
}

/**
 * Issues one row of an import, or gives it back to its drafter. Officers go on working meanwhile: what one of them took back
 * is left alone. Its locks are taken outside the savepoint, so they hold also while it is given back.
 */
async function issueOne(context: AlertsContext, tx: Transaction, id: string, alert: string): Promise<void> {
  const row = await lockImport(tx, id)
  const candidate = await lockDraftOf(tx, id, alert)
  if (candidate === undefined) return
  try {
    await tx.transaction((savepoint) => issueRows(context, savepoint, row, [candidate]))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    context.log.warn({ alert, code: error.code }, 'a row of an import goes back to its drafter')
    await updateDraft(tx, alert, { state: 'draft', import: null })
    await updateImport(tx, id, { refused: row.refused + 1 })
  }
}

/** @returns whether something was withdrawn */
async function withdrawMissing(context: AlertsContext, tx: Transaction, row: ImportRow): Promise<boolean> {
  const missing = await lockMissing(tx, row.source, row.id, batch)
  if (missing.length === 0) return false
  await withdrawAlerts(context, tx, missing, 'source-removed')
  const alerts = missing.map(({ id, version, issuer }) => ({ alert: id, version, issuer, compartments: [] }))
  await context.accessLog.append(tx, [
    {
      ...ruleAct('alert.withdraw', { alerts, count: missing.length, reason: 'source-removed' }),
      officer: row.approver ?? 'system:alerts',
      authority: row.approverAuthority ?? 'system',
    },
  ])
  return true
}
