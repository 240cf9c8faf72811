import { smallestPublished, type OversightMonth } from './api/oversight.ts'

/** Looks of one month that agree in these three. */
export interface CountedLooks {
  /** null: none was stated. */
  readonly purpose: string | null
  readonly authority: string
  readonly outcome: string
  readonly looks: number
}

export interface Counted {
  readonly name: string
  readonly looks: number
}

export interface Published {
  readonly name: string
  readonly looks: number | null
}

/** What is published of a month that is over. A node writes its report with this, and whoever holds the log counts it again with this. */
export function publishedMonth(month: string, rows: readonly CountedLooks[]): OversightMonth {
  const total = publishedTotal(rows.reduce((sum, { looks }) => sum + looks, 0))
  const table = (nameOf: (row: CountedLooks) => string): Published[] => {
    const counted: Counted[] = [...Map.groupBy(rows, nameOf)]
      .map(([name, group]) => ({ name, looks: group.reduce((sum, { looks }) => sum + looks, 0) }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
    return total === null ? [] : suppress(counted)
  }
  return {
    month,
    total,
    purposes: table(({ purpose }) => purpose ?? 'none'),
    authorities: table(({ authority }) => authority),
    outcomes: table(({ outcome }) => outcome),
  }
}

/**
 * Hides small numbers of a table whose total is published (primary suppression), and with them others, so that the hidden ones
 * cannot be computed from the total (complementary suppression). Readers know this rule. Were the others chosen by size, it would
 * tell that no hidden number is above the smallest one shown, and 9 and 11 beside 11 could be computed from their sum. So they are
 * the first two by name, whatever they count. Where too little is hidden that way everything is, and names too if their number
 * comes near the total. Several tables of the same looks share nothing but the total, so that each is safe by itself.
 */
export function suppress(table: readonly Counted[]): Published[] {
  const byName = table.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const small = byName.filter(({ looks }) => looks < smallestPublished)
  if (small.length === 0) return [...table]
  const hidden = new Set([...byName.slice(0, 2), ...small])
  if (isEnough([...hidden])) return withoutNumbers(table, hidden)
  return isEnough(table) ? withoutNumbers(table, new Set(table)) : []
}

/** Whether so many numbers of at least 1 could be many different ones. */
function isEnough(hidden: readonly Counted[]): boolean {
  const sum = hidden.reduce((before, { looks }) => before + looks, 0)
  return hidden.length > 1 && sum >= smallestPublished + hidden.length
}

function withoutNumbers(table: readonly Counted[], hidden: ReadonlySet<Counted>): Published[] {
  return table.map((counted) => ({ name: counted.name, looks: hidden.has(counted) ? null : counted.looks }))
}

/** A total that is small is hidden, and with it everything that it is made of. */
function publishedTotal(looks: number): number | null {
  return looks >= smallestPublished ? looks : null
}
