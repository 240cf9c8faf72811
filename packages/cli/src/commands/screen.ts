import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from '@crosswatch/client'
import {
  newUuid,
  type Purpose,
  purposes,
  type ScreeningRow,
  type ScreeningStatus,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { type Call, command } from '../command.ts'
import { connect, type Connection, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { usageError } from '../errors.ts'
import { idArgument, readInput } from './options.ts'

interface ScreenOptions extends ConnectionOptions {
  readonly purpose: Purpose
  readonly reference?: string
  readonly output?: string
  readonly resume?: string
  readonly erase?: boolean
}

const pollMs = 500
/** How long a list is waited for while the node is away. */
const patienceMs = 120_000
const named = 20

/** `crosswatch screen`: everybody on a list, looked up one by one. */
export const screenCommand = command<ScreenOptions>({
  name: 'screen [file]',
  summary: 'look up every person of a list, for instance workers before they leave',
  details:
    'The file is CSV, its first line naming the columns: name (or surname and given names), birth date, nationality, document, ' +
    'sex, licence, phone, email, other names; up to 10,000 persons; - for stdin. Each look is recorded by itself. The node goes on ' +
    'with a list when this command is interrupted: --resume follows it again. Rows and results are erased after some days, or ' +
    'at once with --erase.',
  examples: [
    'screen workers.csv --node XB --reference "Charter 42" --output results.csv',
    'screen --resume 0198f000-0000-7000-8000-000000000001 --node XB --output results.csv --erase',
  ],
  options: [
    new Option('--purpose <purpose>', 'why you look').choices(purposes).default('pre-departure-screening'),
    new Option('--reference <text>', 'case or control reference'),
    new Option('--output <file>', 'write everybody with what was found into this file, as CSV'),
    new Option('--resume <id>', 'follow a list that was sent before'),
    new Option('--erase', 'erase list and results at the node at the end'),
    ...connectionOptions('border'),
  ],
  async run(call) {
    const { options, terminal, output } = call
    const connection = await connect(options, terminal, 'border', patienceMs)
    const { client } = connection
    const begun = await begin(call, connection)
    const status = await waitUntilDone(client, begun, call)
    if (options.output !== undefined)
      await writeResults(client, status.id, resolve(terminal.directory, options.output))
    const matching = options.output === undefined ? (await client.screenings.matching(status.id)).rows : []
    if (options.erase === true) await client.screenings.erase(status.id)
    output.result({ ...status, ...(options.output === undefined && { matching }) }, () =>
      screeningText(status, matching, options.output),
    )
  },
})

async function begin(
  { options, args, terminal, output }: Call<ScreenOptions>,
  { client, sameNode }: Connection,
): Promise<ScreeningStatus> {
  const { resume, purpose, reference } = options
  const [file] = args
  if ((file === undefined) === (resume === undefined)) {
    throw usageError('Give a file, or --resume with the id of a list that was sent before.')
  }
  if (file === undefined) return client.screenings.show(idArgument(resume))
  const rows = await readInput(file, terminal)
  const begun = await client.screenings.create({
    id: newUuid(),
    purpose,
    rows,
    ...(reference !== undefined && { reference }),
  })
  output.note(`Screening ${begun.id}. If this ends early: crosswatch screen --resume ${begun.id} ${sameNode}`)
  return begun
}

async function waitUntilDone(
  client: Client,
  begun: ScreeningStatus,
  { output, terminal }: Call<unknown>,
): Promise<ScreeningStatus> {
  using bar = output.bar('screening', begun.rows)
  let status = begun
  while (status.state === 'running') {
    bar.update(status.done + status.refused, `${status.done} of ${status.rows}, ${status.hit} hits`)
    await delay(pollMs, undefined, { signal: terminal.interrupted })
    status = await client.screenings.show(begun.id)
  }
  return status
}

async function writeResults(client: Client, id: string, file: string): Promise<void> {
  await pipeline(
    async function* () {
      for await (const line of client.screenings.results(id)) yield `${line}\n`
    },
    createWriteStream(file, { mode: 0o600 }),
  )
}

function screeningText(
  { rows, done, hit, possible, refused, erasedAt }: ScreeningStatus,
  matching: readonly ScreeningRow[],
  file: string | undefined,
): string {
  const words = { hit: 'HIT', possible: 'POSSIBLE', none: 'NO HIT', refused: 'NOT LOOKED UP' } as const
  const lines = matching.slice(0, named).map(({ row, outcome, results, remarks }) => {
    const [best] = results
    const found =
      best === undefined
        ? remarks.join(' ')
        : `${best.label ?? best.issuerName} (${best.verdict}): ${best.instruction}`
    return `  row ${row}  ${words[outcome]}  ${found}`
  })
  return [
    `${rows} rows: ${hit} HIT, ${possible} POSSIBLE, ${done - hit - possible} NO HIT, ${refused} not looked up`,
    ...lines,
    ...(matching.length > named ? [`  and more: --output writes all of them into a file`] : []),
    ...(file === undefined ? [] : [`Results: ${file}`]),
    `The node erases list and results by ${erasedAt.slice(0, 16).replace('T', ' ')} UTC.`,
  ].join('\n')
}
