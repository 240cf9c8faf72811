import { resolve } from 'node:path'
import { evaluateMatching, type MatchingFigures, type MatchingRows } from '@crosswatch/matching'
import { Option } from 'commander'
import { type Call, command, group } from '../command.ts'
import { usageError } from '../errors.ts'
import { openList } from '../import/files/open-list.ts'
import { readCsv } from '../import/files/read-csv.ts'

interface MatchingOptions {
  readonly index?: string
  readonly queries?: string
  readonly negatives?: string
  readonly pairs?: string
  readonly crossScript?: string
}

const matching = command<MatchingOptions>({
  name: 'matching',
  summary: 'measure how well names are found, on files of your own',
  details:
    'The files are CSV with a header, gzip or not, in the format of the sets that the project is measured on: persons to list ' +
    '(id, full_name, first_name, last_name, gender, date_of_birth, nationality), queries over them (kind, name, dob, truth_id), persons who are not ' +
    'on the list, pairs of names with a verdict (schema, name1, name2, is_match), names in two scripts (dataid, kind, latin_name, original_script). ' +
    'Nothing leaves this machine.',
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
      ...(index && { persons: rowsOf(index, call) }),
      ...(queries && { queries: rowsOf(queries, call) }),
      ...(negatives && { negatives: rowsOf(negatives, call) }),
      ...(pairs && { pairs: rowsOf(pairs, call) }),
      ...(crossScript && { crossScript: rowsOf(crossScript, call) }),
    }
    const figures = await evaluateMatching(files)
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

/** Rows by the names of their columns, as fast as they are consumed. */
async function* rowsOf(
  name: string,
  { terminal, output }: Call<MatchingOptions>,
): AsyncGenerator<Readonly<Record<string, string>>> {
  const file = await openList(resolve(terminal.directory, name), [])
  using bar = output.bar(name.replace(/^.*[/\\]/, ''), file.bytes)
  let columns: readonly string[] | undefined
  for await (const { fields } of readCsv(file.text((bytes) => bar.update(bytes)))) {
    terminal.interrupted.throwIfAborted()
    if (columns === undefined) columns = fields
    else if (fields.length === columns.length) {
      yield Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']))
    }
  }
}

function figuresText({ recallAt5, operating, pairs, crossScript }: MatchingFigures): string {
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
    lines.push(
      `At the threshold ${threshold}: ${percent(found)} found${falsePositiveRate === undefined ? '' : `, ${percent(falsePositiveRate)} of strangers hit`}`,
    )
  }
  if (pairs !== undefined) {
    lines.push(
      `Pairs: F1 ${pairs.f1}, precision ${pairs.precision}, recall ${pairs.recall} at ${pairs.threshold}`,
    )
  }
  if (crossScript !== undefined)
    lines.push(`Other scripts: ${percent(crossScript.recallAt5)} among the first five`)
  return lines.join('\n')
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`
}
