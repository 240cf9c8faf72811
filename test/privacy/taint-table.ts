import type { Sighting } from './sightings.ts'

/** What the table says above its rows. */
const preface = `# Who sees what

Where each planted string is seen, and therefore nowhere else: \`taint.test.ts\` plants one in every field, drives every route and
page as every role for every purpose, and looks through databases, files, the hub and logs. XA is the issuer. XB may open
everything, XC only whom the alert names. \`CROSSWATCH_WRITE_TAINT=1\` writes this table anew; what may never stand in
it, whoever wrote it, is in \`taint-rules.ts\`.
`

/** The table as a person reads it: fields that are seen at the same places stand together. */
export function taintTable(
  fields: readonly string[],
  places: readonly string[],
  sightings: readonly Sighting[],
): string {
  const byField = Map.groupBy(sightings, ({ field }) => field)
  const groups = Map.groupBy(fields, (field) => rowsOf(byField.get(field) ?? []))
  const parts = [...groups].map(
    ([rows, members]) =>
      `## ${members.map((field) => `\`${field}\``).join(', ')}\n\n${rows === '' ? 'Seen nowhere.\n' : `${header}${rows}`}`,
  )
  const seen = new Set(sightings.map(({ where }) => where))
  const clean = places.filter((place) => !seen.has(place)).map((place) => `- \`${place}\`\n`)
  return `${preface}\n${parts.join('\n')}\n## Where none of them is seen\n\n${clean.join('')}`
}

const nodes = ['XA', 'XB', 'XC'] as const
const header = `| where | ${nodes.join(' | ')} |\n| --- | --- | --- | --- |\n`

function rowsOf(sightings: readonly Sighting[]): string {
  const byPlace = Map.groupBy(sightings, ({ where }) => where)
  const line = (where: string, found: readonly Sighting[]) => {
    const cells = nodes.map((node) =>
      readersOf(found.filter((one) => one.node === node || one.node === 'all')),
    )
    return `| \`${where}\` | ${cells.join(' | ')} |\n`
  }
  return [...byPlace].map(([where, found]) => line(where, found)).join('')
}

/** `analyst, border-officer (border-check, licensing-check)` */
function readersOf(sightings: readonly Sighting[]): string {
  const byRole = Map.groupBy(sightings, ({ who }) => who.split(' for ')[0] ?? '')
  return [...byRole]
    .map(([role, found]) => {
      const purposes = found.flatMap(({ who }) => who.split(' for ').slice(1))
      const name = role === '-' ? 'there' : role
      return purposes.length === 0 ? name : `${name} (${purposes.join(', ')})`
    })
    .join(', ')
}
