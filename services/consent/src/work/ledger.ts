import { stat } from 'node:fs/promises'
import type { Transaction } from '@crosswatch/database'
import { hasErrorCode, ServiceError } from '@crosswatch/protocol'
import { appendToLedger, isErrno, openLedger, readLedger, type ErasedEntry } from '@crosswatch/service-kit'
import type { ConsentContext } from '../context.ts'
import { endConsent } from '../store/consents.ts'
import { eraseBodies } from '../store/exchange.ts'
import {
  endAlertsAgain,
  endClearancesAgain,
  holdLedger,
  moveLedger,
  readReplayed,
  rememberReplayed,
} from '../store/ledger.ts'

/** How long bodies may come again with the feeds: as long as the hub keeps them, and members catch up from each other. */
const feedDays = 30

/**
 * Writes down what this transaction erases, before it commits: no receipt is given, and no withdrawal confirmed, for what a
 * backup could bring back. A line whose transaction fails is carried out the next time.
 *
 * @throws {ServiceError} `unavailable` when lines are missing
 */
export async function enterErased(
  context: ConsentContext,
  tx: Transaction,
  entries: readonly ErasedEntry[],
): Promise<void> {
  const known = await catchUp(context, tx)
  await appendToLedger(context.ledgerFile, entries)
  await moveLedger(tx, known + entries.length)
}

/** Keeps the database up with the ledger. Made once for each process. */
export interface LedgerKeeper {
  /**
   * Carries out what the ledger knows and the database does not: it was put back from a backup, or a transaction did not
   * commit. Done before this service answers; the others wait for it (`consent.ledger_lines`).
   *
   * @throws {ServiceError} `unavailable` when lines are missing
   */
  replay(): Promise<void>
  /** The same whenever the file has changed: lines that another service wrote and whose transaction then failed. */
  look(): Promise<boolean>
  /** What an operator has to do while lines are missing. */
  notice(): string | undefined
}

export function createLedgerKeeper(context: ConsentContext): LedgerKeeper {
  let notice: string | undefined
  let seen: string | undefined

  async function replay() {
    try {
      await context.connection.transaction((tx) => catchUp(context, tx))
      notice = undefined
    } catch (error) {
      if (hasErrorCode(error, 'unavailable')) notice = error.detail
      throw error
    }
  }

  async function look() {
    const state = await stateOf(context.ledgerFile)
    if (state !== undefined && state === seen) return false
    // Until it is carried out, it is looked at again.
    seen = undefined
    await replay()
    seen = state
    return false
  }

  return { replay, look, notice: () => notice }
}

/** Differs whenever the file was written or replaced; undefined if there is none, which is always worth a look. */
async function stateOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, ctimeMs } = await stat(file)
    return `${ino} ${size} ${ctimeMs}`
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}

/**
 * Accepts that lines of the ledger are lost: in their place stand as many that say nothing, so that the database goes on counting
 * and a backup of it still finds its place. What they erased comes back with a backup that is older than they were.
 *
 * @returns how many lines the database knows, and how many of them were lost; again without effect when none is missing
 */
export async function acceptLoss({
  connection,
  ledgerFile,
  clock,
}: Pick<ConsentContext, 'connection' | 'ledgerFile' | 'clock'>): Promise<{
  readonly known: number
  readonly lost: number
}> {
  await openLedger(ledgerFile)
  return connection.transaction(async (tx) => {
    const known = await holdLedger(tx)
    const { length } = await readLedger(ledgerFile)
    const lost = Math.max(0, known - length)
    const line = { v: 1, kind: 'lost', at: clock().toISOString() } as const
    await appendToLedger(
      ledgerFile,
      Array.from({ length: lost }, () => line),
    )
    return { known, lost }
  })
}

/** @returns how many lines there are, all of them carried out */
async function catchUp(context: ConsentContext, tx: Transaction): Promise<number> {
  const known = await holdLedger(tx)
  const lines = await readLedger(context.ledgerFile)
  if (lines.length < known) {
    context.log.error({ known, lines: lines.length }, 'lines of the ledger of erasures are missing')
    throw new ServiceError('unavailable', {
      detail: `the ledger of erasures has ${lines.length} lines, and the database knows ${known}: put the ledger back, or accept its loss with accept-ledger.ts`,
    })
  }
  const missing = lines.slice(known).flatMap((entry) => entry ?? [])
  const alerts = missing.filter((entry) => entry.kind === 'alert')
  await endAlertsAgain(tx, alerts)
  await endClearancesAgain(
    tx,
    context.jurisdiction,
    missing.filter((entry) => entry.kind === 'clearance'),
  )
  for (const entry of missing) if (entry.kind === 'consent') await endConsent(tx, entry.id, 'withdrawn')
  await rememberReplayed(
    tx,
    alerts
      .filter(({ issuer }) => issuer !== context.jurisdiction)
      .map(({ id, issuer }) => ({ alert: id, issuer, at: context.clock() })),
  )
  if (missing.length > 0) context.log.warn({ erased: missing.length }, 'erased again what the ledger knows')
  await moveLedger(tx, lines.length)
  return lines.length
}

/** Destroys the bodies of alerts that were erased again, as they come back with the feeds. @returns that there is no more */
export async function eraseReplayed(context: ConsentContext): Promise<boolean> {
  const since = new Date(context.clock().getTime() - feedDays * 86_400_000)
  for (const [issuer, alerts] of await readReplayed(context.connection.db, since)) {
    await eraseBodies(context.connection.db, issuer, alerts)
  }
  return false
}
