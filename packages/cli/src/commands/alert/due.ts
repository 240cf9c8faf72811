import type { ReviewsDue } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { table } from '../../text-table.ts'
import { endOfDay, idArgument } from '../options.ts'
import { referenceText } from './alert-text.ts'

export const dueCommand = command<ConnectionOptions>({
  name: 'due',
  summary: 'list alerts of this node that end by themselves soon unless somebody reviews them',
  examples: ['alert due --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const due = await client.alerts.due()
    output.result(due, () => dueText(due))
  },
})

interface ExtendOptions extends ConnectionOptions {
  readonly until: string
  readonly because: string
}

export const extendCommand = command<ExtendOptions>({
  name: 'extend <id>',
  summary: 'propose that an alert stands longer, with an assessment of its own',
  examples: [
    'alert extend 0198f000-0000-7000-8000-000000000001 --until 2027-03-31 --because "the appeal was dismissed" --node XA',
  ],
  options: [
    new Option('--until <day>', 'the last day, 2027-03-31').makeOptionMandatory(),
    new Option(
      '--because <text>',
      'why it is still adequate, relevant and important enough',
    ).makeOptionMandatory(),
    ...connectionOptions('analyst'),
  ],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const validUntil = endOfDay('--until', options.until)
    const { client, sameNode } = await connect(options, terminal, 'analyst')
    const reference = await client.alerts.extend(id, { validUntil, statement: options.because })
    output.result(reference, () => referenceText(reference, 'submitted', sameNode))
  },
})

function dueText({ alerts, more, lists }: ReviewsDue): string {
  if (alerts.length === 0 && lists.length === 0) return 'No alert of this node ends soon.'
  const rows = alerts.map(({ alert }) => [
    alert.reviewBy.slice(0, 10),
    alert.category,
    alert.pending ?? '-',
    alert.id,
    alert.label,
  ])
  return [
    ...(alerts.length > 0 ? [table(['ends', 'category', 'change', 'id', 'label'], rows)] : []),
    ...(more ? ['There are more.'] : []),
    ...lists.map(
      ({ source, alerts: number, firstEndsAt }) =>
        `${number} alerts of the list ${source} end soon, the first on ${firstEndsAt.slice(0, 10)}. Import it again.`,
    ),
  ].join('\n')
}
