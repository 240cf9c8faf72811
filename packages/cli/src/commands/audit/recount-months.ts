import {
  countedLooks,
  type OversightMonth,
  type OversightReport,
  smallestPublished,
} from '@crosswatch/protocol'
import { parseExportLine, parseObject } from '@crosswatch/transparency'

/** Looks of a log by month (UTC) and by what the public report counts. */
export interface Recount {
  /** The same lines, read along the way. */
  readonly lines: AsyncIterable<string>
  /** What of the report the log does not bear out. */
  readonly compare: (report: OversightReport) => readonly Difference[]
}

/** A published number, and the one that the log gives. */
export interface Difference {
  readonly month: string
  readonly what: string
  readonly published: number | null
  readonly counted: number
}

const tables = ['purposes', 'authorities', 'outcomes'] as const

/**
 * Counts again what the public report says of an export, while it is verified. A number that is hidden is held against the rule only
 * where it is a total. Of what was erased after its time nobody can tell the month: then less than was published is no difference.
 */
export function recountMonths(lines: AsyncIterable<string>): Recount {
  const counts = new Map<string, number>()
  let erased = false
  const add = (...key: string[]) => {
    const place = JSON.stringify(key)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const counted = (...key: string[]) => counts.get(JSON.stringify(key)) ?? 0

  function read(text: string): void {
    const line = parseExportLine(text)
    if (line === undefined || line.kind === 'checkpoint' || !countedLooks.has(line.type)) return
    if (line.kind === 'erased') {
      erased = true
      return
    }
    const { id, purpose = 'none', authority, outcome } = parseObject(line.record) ?? {}
    const month = monthOf(String(id))
    add(month)
    add(month, 'purposes', String(purpose))
    add(month, 'authorities', String(authority))
    add(month, 'outcomes', String(outcome))
  }

  function differencesOf(published: OversightMonth): Difference[] {
    const { month, total } = published
    const differs = (said: number | null, log: number) =>
      said === null ? log >= smallestPublished : erased ? said < log : said !== log
    const rows = tables.flatMap((name) =>
      published[name].flatMap(({ name: row, looks }) =>
        looks === null
          ? []
          : [{ what: `${name} ${row}`, published: looks, counted: counted(month, name, row) }],
      ),
    )
    return [{ what: 'total', published: total, counted: counted(month) }, ...rows]
      .filter((row) => differs(row.published, row.counted))
      .map((row) => ({ month, ...row }))
  }

  async function* readAlong(): AsyncGenerator<string> {
    for await (const text of lines) {
      read(text)
      yield text
    }
  }
  return { lines: readAlong(), compare: ({ months }) => months.flatMap(differencesOf) }
}

/** The month that an id (UUIDv7) carries. */
function monthOf(id: string): string {
  const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return Number.isSafeInteger(time) ? new Date(time).toISOString().slice(0, 7) : ''
}
