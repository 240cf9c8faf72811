import type { FollowAnswer, FollowRequest } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { table } from '../../text-table.ts'
import { idArgument } from '../options.ts'
import { timeOf } from './day-option.ts'

interface FollowOptions extends ConnectionOptions {
  readonly officer?: string
  readonly alert?: string
  readonly from?: string
  readonly to?: string
  readonly reference?: string
}

/** `crosswatch audit follow`: one alert through every look at it, or one officer through all of theirs. */
export const followCommand = command<FollowOptions>({
  name: 'follow',
  summary: 'follow one alert or one officer through the whole log; following is itself recorded',
  examples: [
    'audit follow --alert 0198f000-0000-7000-8000-000000000001 --node XB',
    'audit follow --officer xb-border --from 2026-01-01 --node XB --reference "review 7"',
  ],
  options: [
    new Option('--officer <id>', 'who looked'),
    new Option('--alert <id>', 'an alert that was returned or changed').conflicts('officer'),
    new Option('--from <day>', 'from this day on'),
    new Option('--to <day>', 'before this day'),
    new Option('--reference <text>', 'your own case or control reference'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const subject = subjectOf(options)
    const [from, to] = [timeOf('--from', options.from), timeOf('--to', options.to)]
    const { client } = await connect(options, terminal, 'auditor')
    const answer = await client.records.follow({
      purpose: 'oversight',
      subject,
      ...(options.reference && { reference: options.reference }),
      ...(from && { from }),
      ...(to && { to }),
    })
    output.result(answer, () => followText(answer))
  },
})

function subjectOf({ officer, alert }: FollowOptions): FollowRequest['subject'] {
  if (alert !== undefined) return { kind: 'alert', alert: idArgument(alert) }
  if (officer !== undefined) return { kind: 'officer', officer }
  throw usageError('Say whom or what to follow: --officer or --alert.')
}

function followText({ looks, first, last, kinds, officers, alerts, abroad }: FollowAnswer): string {
  if (looks + abroad.length === 0) return 'No looks.'
  return [
    looks === 0 ? 'No looks here.' : `${looks} looks from ${first} to ${last}`,
    looks > 0 &&
      table(
        ['looks', 'operation', 'purpose', 'outcome', 'authority'],
        kinds.map((kind) => [
          String(kind.looks),
          kind.operation,
          kind.purpose ?? '-',
          kind.outcome,
          kind.authority,
        ]),
      ),
    spans(
      'officer',
      officers.map(({ officer, ...span }) => ({ name: officer, ...span })),
    ),
    spans(
      'alert',
      alerts.map(({ alert, ...span }) => ({ name: alert, ...span })),
    ),
    abroad.length > 0 &&
      table(
        ['looks', 'first', 'last', 'elsewhere', 'operation', 'purpose', 'officers', 'refuted'],
        abroad.map((one) => [
          String(one.looks),
          one.first,
          one.last,
          one.jurisdiction,
          one.operation,
          one.purpose ?? '-',
          String(one.officers),
          String(one.refuted),
        ]),
      ),
  ]
    .filter((part) => part !== '' && part !== false)
    .join('\n\n')
}

function spans(
  title: string,
  rows: readonly { name: string; looks: number; first: string; last: string }[],
): string {
  if (rows.length === 0) return ''
  return table(
    ['looks', 'first', 'last', title],
    rows.map(({ name, looks, first, last }) => [String(looks), first, last, name]),
  )
}
