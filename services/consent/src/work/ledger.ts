import { stat } from 'node:fs/promises'
import type { Transaction } from '@crosswatch/database'
import { appendToLedger, readLedger, type ErasedEntry } from '@crosswatch/service-kit'
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

/**
 * Carries out what the ledger knows and the database does not: it was put back from a backup, or a transaction did not
 * commit. Done before this service answers; the others wait for it (`consent.ledger_lines`).
 */
export async function replayLedger(context: ConsentContext): Promise<void> {
  await context.connection.transaction((tx) => catchUp(context, tx))
}

/**
 * Carries out lines that another service wrote and whose transaction then failed, whenever the ledger has become longer. Made once for
 * each process.
 */
export function ledgerWatch(context: ConsentContext): () => Promise<boolean> {
  let seen = 0
  return async () => {
    const { size } = await stat(context.ledgerFile)
    if (size !== seen) await replayLedger(context)
    seen = size
    return false
  }
}

/** @returns how many lines there are, all of them carried out */
async function catchUp(context: ConsentContext, tx: Transaction): Promise<number> {
  const known = await holdLedger(tx)
  const lines = await readLedger(context.ledgerFile)
  if (lines.length < known) {
    context.log.error(
      { known, lines: lines.length },
      'lines of the ledger of erasures are missing; bring it back',
    )
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
