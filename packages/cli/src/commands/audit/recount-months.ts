import {
  countedLooks,
  publishedMonth,
  smallestPublished,
  type CountedLooks,
  type OversightMonth,
  type OversightReport,
} from '@crosswatch/protocol'
import { parseExportLine, parseObject } from '@crosswatch/transparency'

/** Looks of a log by month (UTC) and by what the public report counts. */
export interface Recount {
  /** The same lines, read along the way. */
  readonly lines: AsyncIterable<string>
  /** What of a report the log does not bear out. It is over so many records of the log. */
  readonly compare: (report: OversightReport, records: number) => readonly Difference[]
}

/** What is published, and the number that the log gives. */
export interface Difference {
  readonly month: string
  readonly what: string
  readonly published: PublishedAs
  readonly counted: number
}

type PublishedAs = number | 'hidden' | 'left out'

const tables = ['purposes', 'authorities', 'outcomes'] as const

/** So long a month may still be left out after its end: as far as clocks may differ, and the report waits as long before it publishes. */
const publishedAfterMs = 10 * 60_000

/** How many months a report has at most. */
const monthsOfReport = 12

/**
 * Counts again what the public report says of an export, while it is verified: every number, what is hidden, and every row and month that
 * should be there. Of what was erased after its time nobody can tell the month: then a number may be larger by as many, and what is
 * hidden is held against the rule only where it is a total.
 */
export function recountMonths(lines: AsyncIterable<string>): Recount {
  const looks = new Map<string, CountedLooks & { month: string; looks: number }>()
  const begins: { month: string; from: number }[] = []
  let erased = 0
  let read = 0

  function add(text: string): void {
    const line = parseExportLine(text)
    if (line === undefined || line.kind === 'checkpoint') return
    const place = read++
    if (line.kind === 'erased') {
      if (countedLooks.has(line.type)) erased += 1
      return
    }
    const { id, purpose = 'none', authority, outcome } = parseObject(line.record) ?? {}
    const month = monthOf(String(id))
    // Neither a clock that is ahead begins a month, nor its first minutes, in which the one before is not published yet.
    const surely = monthOf(String(id), publishedAfterMs)
    if (surely > (begins.at(-1)?.month ?? '')) begins.push({ month: surely, from: place })
    if (!countedLooks.has(line.type)) return
    const key = JSON.stringify([month, purpose, authority, outcome])
    const row = looks.get(key) ?? {
      month,
      purpose: String(purpose),
      authority: String(authority),
      outcome: String(outcome),
      looks: 0,
    }
    row.looks += 1
    looks.set(key, row)
  }

  function compare({ months }: OversightReport, records: number): Difference[] {
    const byMonth = Map.groupBy(looks.values(), ({ month }) => month)
    // The month of the last record may still have been running.
    const running = begins.findLast(({ from }) => from < records)?.month ?? ''
    const published = new Set(months.map(({ month }) => month))
    const leftOut = [...byMonth.keys()]
      .filter((month) => month < running || published.has(month))
      .toSorted()
      .slice(-monthsOfReport)
      .filter((month) => !published.has(month))
      .map((month) => ({
        month,
        what: 'total',
        published: 'left out' as const,
        counted: sum(byMonth.get(month)),
      }))
    return [...months.flatMap((month) => differencesOf(month, byMonth.get(month.month) ?? [])), ...leftOut]
  }

  function differencesOf(published: OversightMonth, rows: readonly CountedLooks[]): Difference[] {
    const { month } = published
    const rule = publishedMonth(month, rows)
    const total = {
      what: 'total',
      published: shown(published.total),
      rule: shown(rule.total),
      counted: sum(rows),
      mustBeShown: sum(rows) >= smallestPublished,
    }
    const inTables = tables.flatMap((table) => {
      const counts = Map.groupBy(rows, (row) => nameIn(table, row))
      const given = published[table].map((row) => ({ name: row.name, published: shown(row.looks) }))
      const missing = [...counts.keys()]
        .filter((name) => given.every((row) => row.name !== name))
        .map((name) => ({ name, published: 'left out' as const }))
      return [...given, ...missing].map(({ name, ...row }, place) => ({
        what: `${table} ${name}`,
        ...row,
        // A name that stands there twice is one too many.
        rule:
          given.findIndex((one) => one.name === name) < place && place < given.length
            ? ('left out' as const)
            : shownIn(rule[table], name),
        counted: sum(counts.get(name)),
        // A table is published with all its names, or not at all.
        mustBeNamed: published[table].length > 0,
      }))
    })
    const differs = erased === 0 ? differsFromRule : differsBeyondErased
    return [total, ...inTables]
      .filter((row) => differs(row))
      .map((row) => ({ month, what: row.what, published: row.published, counted: row.counted }))
  }

  function differsBeyondErased({ published, counted, mustBeShown, mustBeNamed }: Compared): boolean {
    if (published === 'hidden') return mustBeShown === true
    if (published === 'left out') return mustBeNamed === true && counted > 0
    return published < counted || published > counted + erased
  }

  async function* readAlong(): AsyncGenerator<string> {
    for await (const text of lines) {
      add(text)
      yield text
    }
  }
  return { lines: readAlong(), compare }
}

interface Compared {
  readonly what: string
  readonly published: PublishedAs
  /** As what it should be published, if nothing was erased. */
  readonly rule: PublishedAs
  readonly counted: number
  readonly mustBeShown?: boolean
  readonly mustBeNamed?: boolean
}

function differsFromRule({ published, rule }: Compared): boolean {
  return published !== rule
}

function nameIn(table: (typeof tables)[number], { purpose, authority, outcome }: CountedLooks): string {
  return { purposes: purpose ?? 'none', authorities: authority, outcomes: outcome }[table]
}

function shownIn(rows: OversightMonth['purposes'], name: string): PublishedAs {
  const row = rows.find((one) => one.name === name)
  return row === undefined ? 'left out' : shown(row.looks)
}

function shown(looks: number | null): PublishedAs {
  return looks ?? 'hidden'
}

function sum(rows: readonly CountedLooks[] = []): number {
  return rows.reduce((before, { looks }) => before + looks, 0)
}

/** The month that an id (UUIDv7) carries; `earlier` by so many milliseconds. */
function monthOf(id: string, earlier = 0): string {
  const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - earlier
  return Number.isSafeInteger(time) ? new Date(time).toISOString().slice(0, 7) : ''
}
