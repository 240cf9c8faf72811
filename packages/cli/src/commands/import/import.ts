import { resolve } from 'node:path'
import { writeFile } from 'node:fs/promises'

import { Option } from 'commander'
import { type Call, command } from '../../command.ts'
import { connect, type Connection, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { openList } from '../../import/files/open-list.ts'
import { listFormats } from '../../import/formats/all.ts'
import type { ListFormat } from '../../import/list-format.ts'
import { refusedAsCsv } from '../../import/report.ts'
import { numberOption } from '../options.ts'
import { decisionCommands } from './decisions.ts'
import { checkList, sendList } from './run-import.ts'
import { type SettingOptions, settingOptions, settingsOf } from './settings.ts'
import { checkedText, importedText, toJson } from './import-text.ts'

export interface ImportOptions extends SettingOptions {
  readonly format?: string
  readonly source?: string
  readonly complete?: boolean
  readonly report?: string
  readonly withNames?: boolean
  readonly dryRun?: boolean
  readonly inFlight: number
}

const formats = listFormats.map(({ name, title }) => `${name}  ${title}`).join('\n  ')

/** `crosswatch import`: drafts the alerts of a list, to be approved as one by a second officer. */
export const importCommand = command<ImportOptions>({
  name: 'import <file>',
  summary: 'draft the alerts of a list, to be approved as one',
  details:
    `Formats:\n  ${formats}\n\n` +
    'A list can be imported again and again: rows that did not change are left alone. Rows that are refused are reported ' +
    'with their number and the reason. Files may be packed with gzip.',
  examples: [
    'import packages/cli/examples/brokers.csv --format crosswatch-csv --source examples --node XA',
    'import sdn/ --format ofac --complete --report refused.csv --node XA',
    'import approve 0198f000-0000-7000-8000-000000000001 --node XA --as supervisor --wait',
  ],
  options: [
    // Not mandatory to the parser, which would ask for it in front of the commands below as well.
    new Option('--format <format>', 'what kind of list it is (needed)').choices(
      listFormats.map(({ name }) => name),
    ),
    new Option('--source <name>', 'how this node calls the list, the same every time (a-z, 0-9, -)'),
    new Option(
      '--complete',
      'the file is the whole list: alerts whose rows are gone are withdrawn on approval',
    ),
    new Option('--dry-run', 'read and check the file, and send nothing'),
    new Option('--report <file>', 'write the refused rows into this file, as CSV'),
    new Option('--with-names', 'name the subjects of refused rows, here and in the report'),
    numberOption('--in-flight <n>', 'requests under way at once', 1).default(3),
    ...settingOptions,
    ...connectionOptions('analyst'),
  ],
  commands: decisionCommands,
  run: runImport,
})

async function runImport(call: Call<ImportOptions>): Promise<void> {
  const { options, args, terminal, output } = call
  const format = formatNamed(options.format)
  const source = sourceOf(options, format)
  const file = await openList(resolve(terminal.directory, args[0] ?? ''), format.fileNames)
  if (options.dryRun === true) {
    const settings = settingsOf(format, options, terminal.now(), 'Authority of this node')
    const report = await checkList({ format, file, settings, call })
    await writeReport(call, report.refused)
    output.result(toJson({ source, format, report }), () =>
      checkedText({ source, report }, options.withNames === true),
    )
    return
  }
  const connection = await connect(options, terminal, 'analyst', patienceMs)
  const officer = await connection.client.signIn()
  const settings = settingsOf(format, options, terminal.now(), options.authority ?? officer?.authority)
  const complete = options.complete === true
  const outcome = await sendList({ format, file, settings, call, connection, request: { source, complete } })
  await writeReport(call, outcome.report.refused)
  output.result(toJson({ source, format, ...outcome }), () =>
    importedText({ source, ...outcome }, sameNodeOf(connection), options.withNames === true),
  )
}

/** How long rows are sent again while the node is away: longer than it takes to start all of its services. */
const patienceMs = 120_000

function formatNamed(name: string | undefined): ListFormat {
  const format = listFormats.find((candidate) => candidate.name === name)
  if (format === undefined) {
    throw usageError(
      `Say what kind of list it is: --format with ${listFormats.map((known) => known.name).join(', ')}.`,
    )
  }
  return format
}

function sourceOf({ source }: ImportOptions, { name, defaults }: ListFormat): string {
  const chosen = source ?? defaults.source
  if (chosen === undefined)
    throw usageError(`--format ${name} needs --source NAME: how this node calls the list.`)
  if (!/^[a-z0-9-]{2,60}$/.test(chosen)) throw usageError('--source takes 2 to 60 of a-z, 0-9 and -.')
  return chosen
}

async function writeReport(
  { options, terminal }: Call<ImportOptions>,
  refused: Parameters<typeof refusedAsCsv>[0],
) {
  if (options.report === undefined) return
  const path = resolve(terminal.directory, options.report)
  await writeFile(path, refusedAsCsv(refused, options.withNames === true), { mode: 0o600 })
}

function sameNodeOf({ sameNode }: Connection): string {
  return sameNode
}
