import { resolve } from 'node:path'
import { evaluateMatching, type MatchingFigures, type MatchingRows } from '@crosswatch/matching'
import { Option } from 'commander'
import { type Call, command, group } from '../command.ts'
import { CommandError, exitCodes, usageError } from '../errors.ts'
import { type ListFile, openList } from '../import/files/open-list.ts'
import { readCsv } from '../import/files/read-csv.ts'

interface MatchingOptions {
  readonly index?: string
  readonly queries?: string
  readonly negatives?: string
  readonly pairs?: string
  readonly crossScript?: string
  readonly reliability?: boolean
}

const matching = command<MatchingOptions>({
  name: 'matching',
  summary: 'measure how well names are found, on files of your own',
  details:
    'The files are CSV with a header, gzip or not, in the format of the sets that the project is measured on: persons to list ' +
    '(id, full_name, first_name, last_name, gender, date_of_birth, nationality), queries over them (kind, name, dob, truth_id), persons who are not ' +
    'on the list, pairs of names with a verdict (schema, name1, name2, is_match), names in two scripts (dataid, kind, latin_name, original_script). ' +
    'Columns may stand in any order, and more may be there. Nothing leaves this machine.',
  examples: [
    'evaluate matching --index persons.csv.gz --queries queries.csv --negatives negatives.csv',
    'evaluate matching --pairs name-pairs.csv --cross-script cross-script.csv --json',
  ],
  options: [
    new Option('--index <file>', 'persons to list'),
    new Option('--queries <file>', 'queries with the id that is meant; needs --index'),
    new Option('--negatives <file>', 'persons who are not on the list; needs --index'),
    new Option('--pairs <file>', 'pairs of names, and whether they are the same'),
    new Option('--cross-script <file>', 'names in Latin and in their own script'),
    new Option('--reliability', 'also how far a score can be read as a chance; needs --index'),
  ],
  async run(call) {
    const { options, output } = call
    const { index, queries, negatives, pairs, crossScript } = options
    if (index === undefined && (queries !== undefined || negatives !== undefined)) {
      throw usageError('--queries and --negatives are measured against a list: name it with --index.')
    }
    if (
      (index === undefined || (queries ?? negatives) === undefined) &&
      pairs === undefined &&
      crossScript === undefined
    ) {
      throw usageError(
        'Name what to measure: --index with --queries or --negatives, --pairs, or --cross-script.',
      )
    }
    const files: MatchingRows = {
      ...(index && { persons: await rowsOf('persons', index, call) }),
      ...(queries && { queries: await rowsOf('queries', queries, call) }),
      ...(negatives && { negatives: await rowsOf('negatives', negatives, call) }),
      ...(pairs && { pairs: await rowsOf('pairs', pairs, call) }),
      ...(crossScript && { crossScript: await rowsOf('crossScript', crossScript, call) }),
    }
    const figures = await evaluateMatching(files, { reliability: options.reliability === true })
    output.result(figures, () => figuresText(figures))
  },
})

/** `crosswatch evaluate`: the project's figures, from anybody's files. */
export const evaluateCommands = group(
  'evaluate',
  'measure the parts of Crosswatch on files of your own',
  'evaluate matching --pairs name-pairs.csv',
  [matching],
)

/** Columns that a file must have; `a|b` where either will do. */
const needed: Readonly<Record<keyof MatchingRows, readonly string[]>> = {
  persons: ['id', 'full_name|name'],
  queries: ['name|full_name', 'truth_id'],
  negatives: ['full_name|name'],
  pairs: ['name1', 'name2', 'is_match'],
  crossScript: ['latin_name', 'original_script'],
}
const verdicts = /^(?:true|false|yes|no|1|0)$/i

type Rows = AsyncGenerator<Readonly<Record<string, string>>>

/** Finds the file at once, and reads it as fast as its rows are consumed. */
async function rowsOf(set: keyof MatchingRows, name: string, call: Call<MatchingOptions>): Promise<Rows> {
  return readRows(set, name, await openList(resolve(call.terminal.directory, name), []), call)
}

/** Rows by the names of their columns. Fields that are missing at the end of a row are empty. */
async function* readRows(
  set: keyof MatchingRows,
  name: string,
  file: ListFile,
  { terminal, output }: Call<MatchingOptions>,
): Rows {
  const wrong = (what: string) => new CommandError(`${name} ${what}`, exitCodes.usage)
  using bar = output.bar(name.replace(/^.*[/\\]/, ''), file.bytes)
  let columns: readonly string[] | undefined
  let rows = 0
  const text = whole(
    file.text((bytes) => bar.update(bytes)),
    () => wrong('is a damaged gzip file.'),
  )
  for await (const { row, fields } of readCsv(text)) {
    terminal.interrupted.throwIfAborted()
    if (columns === undefined) {
      columns = fields.map((column) => column.trim().toLowerCase())
      const missing = missingColumn(set, columns)
      if (missing !== undefined) throw wrong(`has no column ${missing}; it has ${columns.join(', ')}.`)
      continue
    }
    if (fields.every((field) => field === '')) continue
    if (fields.length > columns.length) {
      throw wrong(`has ${fields.length} fields in row ${row}, but ${columns.length} columns.`)
    }
    const read = Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? '']))
    if (set === 'pairs' && !verdicts.test((read['is_match'] ?? '').trim())) {
      throw wrong(`says neither true nor false under is_match in row ${row}.`)
    }
    rows++
    yield read
  }
  if (rows === 0) throw wrong(columns === undefined ? 'is empty.' : 'has a header but no rows.')
}

/** A gzip file that is cut off or damaged is told by what unpacks it. */
async function* whole(text: AsyncIterable<string>, damaged: () => CommandError): AsyncGenerator<string> {
  try {
    yield* text
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw damaged()
    throw error
  }
}

function missingColumn(set: keyof MatchingRows, columns: readonly string[]): string | undefined {
  const missing = needed[set].find((names) => !names.split('|').some((name) => columns.includes(name)))
  return missing?.replace('|', ' or ')
}

function figuresText({ recallAt5, operating, pairs, crossScript, reliability }: MatchingFigures): string {
  const lines: string[] = []
  if (recallAt5 !== undefined) {
    const { nameOnly, withBirthDate } = recallAt5
    lines.push('Found among the first five        name only   with birth date')
    for (const [kind, value] of [['mean', nameOnly.mean] as const, ...Object.entries(nameOnly.byKind)]) {
      const dated = kind === 'mean' ? withBirthDate.mean : (withBirthDate.byKind[kind] ?? 0)
      lines.push(`  ${kind.padEnd(30)}  ${value.toFixed(4)}      ${dated.toFixed(4)}`)
    }
  }
  if (operating !== undefined) {
    const { threshold, found, falsePositiveRate } = operating
    const parts = [
      ...(found === undefined ? [] : [`${percent(found)} found`]),
      ...(falsePositiveRate === undefined ? [] : [`${percent(falsePositiveRate)} of strangers hit`]),
    ]
    lines.push(`At the threshold ${threshold}: ${parts.join(', ')}`)
  }
  if (pairs !== undefined) {
    lines.push(
      `Pairs: F1 ${pairs.f1}, precision ${pairs.precision}, recall ${pairs.recall} at ${pairs.threshold}`,
    )
  }
  if (crossScript !== undefined)
    lines.push(`Other scripts: ${percent(crossScript.recallAt5)} among the first five`)
  for (const [set, title] of [
    ['nameOnly', 'by name'] as const,
    ['withBirthDate', 'with birth date'] as const,
  ]) {
    if (reliability === undefined) continue
    const { bands, calibrationError } = reliability[set]
    lines.push(`Scores as chances, ${title} (calibration error ${calibrationError})`)
    lines.push('  score        matches  mean score  right')
    for (const { from, to, matches, score, right } of bands) {
      const range = `${from}-${to}`.padEnd(11)
      lines.push(`  ${range}  ${String(matches).padStart(7)}      ${score.toFixed(4)}  ${right.toFixed(4)}`)
    }
  }
  return lines.join('\n')
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`
}
