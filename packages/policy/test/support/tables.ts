/** A table of a Markdown page, row by row, by the names in its head. */
export type TableRow = Readonly<Record<string, string>>

/** The table that follows a heading. */
export function tableUnder(page: string, heading: string): TableRow[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
}

/** `identity, grounds` as a list. */
export function listOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(',').map((item) => item.trim())
}
