import type { Executor } from '@crosswatch/database'
import {
  type AccessEntry,
  formatExportCheckpoint,
  formatExportErased,
  formatExportRecord,
  parseAccessEntry,
  parseBundle,
  tileWidth,
  TransparencyError,
} from '@crosswatch/transparency'
import { readLogState } from './log-state.ts'
import { readBundles } from './store/log-store.ts'
import { erasuresOfPlaces, recordsOfPlaces } from './store/record-store.ts'
import { readCosigned } from './store/witness-store.ts'

/** Records read at once: eight bundles. */
const chunk = 8 * tileWidth

/**
 * The log from its first record to its last checkpoint, as text in pieces of whole lines. Reads a little at a time,
 * whatever the size of the log.
 *
 * It hides nothing that is wrong: where the database has lost a record or an entry, the line says so by not fitting.
 */
export async function* exportLines(executor: Executor): AsyncGenerator<string> {
  const { size, checkpoint } = await readLogState(executor)
  for (let from = 0; from < size; from += chunk) {
    const to = Math.min(from + chunk, Number(size))
    // One after the other: a transaction has one connection.
    const records = await recordsOfPlaces(executor, from, to)
    const erased = await erasuresOfPlaces(executor, from, to)
    const entries = await entriesOfPlaces(executor, from, to)
    let text = ''
    for (let index = from; index < to; index++) {
      const { type, commitment } = entries.get(index) ?? { type: '', commitment: nothing }
      const at = records.has(index) ? undefined : erased.get(index)
      if (at !== undefined) {
        text += `${formatExportErased({ index, type, commitment, erased: at.toISOString() })}\n`
        continue
      }
      const { salt, record } = records.get(index) ?? { salt: nothing, record: nothing }
      text += `${formatExportRecord({ index, type, salt, record: record.toString('utf8'), commitment })}\n`
    }
    yield text
  }
  // Confirmed meanwhile, perhaps: then with the cosignatures.
  const confirmed = await readCosigned(executor)
  const closing = confirmed?.size === size ? confirmed.checkpoint : null
  yield `${formatExportCheckpoint(closing ?? checkpoint)}\n`
}

const nothing = Buffer.alloc(0)

async function entriesOfPlaces(
  executor: Executor,
  from: number,
  to: number,
): Promise<Map<number, AccessEntry>> {
  const found = new Map<number, AccessEntry>()
  const bundles = await readBundles(executor, BigInt(from / tileWidth), BigInt(Math.ceil(to / tileWidth)))
  for (const { index, width, entries } of bundles) {
    readable(() => parseBundle(entries, width))?.forEach((bytes, i) => {
      const entry = readable(() => parseAccessEntry(bytes))
      if (entry !== undefined) found.set(Number(index) * tileWidth + i, entry)
    })
  }
  return found
}

function readable<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
