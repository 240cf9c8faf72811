import {
  disputeOutcomes,
  type DisputeDetail,
  type DisputeOutcome,
  type DisputeRequest,
  disputeRequests,
  type DisputeSummary,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { table } from '../text-table.ts'
import { idArgument } from './options.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

interface RecordOptions extends ConnectionOptions {
  readonly request: DisputeRequest
  readonly statement: string
  readonly block?: boolean
}

const record = command<RecordOptions>({
  name: 'record <alert>',
  summary: 'record what the subject of an alert asks, and send it to the issuer',
  details: 'Until it is decided the alert shows that it is contested, at every recipient.',
  examples: [`dispute record ${exampleId} --request correction --statement "The place is wrong." --node XB`],
  options: [
    new Option('--request <request>').choices(disputeRequests).makeOptionMandatory(),
    new Option('--statement <text>', 'what the person says, at most 1,000 characters').makeOptionMandatory(),
    new Option('--block', 'show the alert in no answer here while it is decided'),
    ...connectionOptions('protection'),
  ],
  async run({ options, args, terminal, output }) {
    const { request, statement, block = false } = options
    const alert = idArgument(args[0])
    const { client } = await connect(options, terminal, 'protection')
    const recorded = await client.disputes.record({ alert, request, statement, block })
    output.result(recorded, () => `Recorded as ${recorded.id}. The issuer decides by ${recorded.dueBy}.`)
  },
})

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list what people ask who are named in alerts, what waits first',
  examples: ['dispute list --node XA'],
  options: connectionOptions('protection'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'protection')
    const disputes = await client.disputes.list()
    output.result({ disputes }, () => disputesText(disputes))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'print a request, and what was decided',
  examples: [`dispute show ${exampleId} --node XA`],
  options: connectionOptions('protection'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'protection')
    const detail = await client.disputes.show(idArgument(args[0]))
    output.result(detail, () => disputeText(detail))
  },
})

const block = blocking('block', 'show the alert in no answer while the request is decided', true)
const unblock = blocking('unblock', 'show the alert again', false)

const decide = command<
  ConnectionOptions & { readonly outcome: DisputeOutcome; readonly explanation: string }
>({
  name: 'decide <id>',
  summary: 'decide a request as the issuer of the alert',
  details: 'Erasure that is granted takes the alert back everywhere.',
  examples: [`dispute decide ${exampleId} --outcome granted --explanation "It is erased." --node XA`],
  options: [
    new Option('--outcome <outcome>').choices(disputeOutcomes).makeOptionMandatory(),
    new Option(
      '--explanation <text>',
      'what the person is told, at most 1,000 characters',
    ).makeOptionMandatory(),
    ...connectionOptions('protection'),
  ],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { outcome, explanation } = options
    const { client } = await connect(options, terminal, 'protection')
    await client.disputes.decide(id, { outcome, explanation })
    output.result({ id, outcome }, () => `Decided: ${outcome}.`)
  },
})

function blocking(name: 'block' | 'unblock', summary: string, value: boolean) {
  return command<ConnectionOptions>({
    name: `${name} <id>`,
    summary,
    examples: [`dispute ${name} ${exampleId} --node XA`],
    options: connectionOptions('protection'),
    async run({ options, args, terminal, output }) {
      const id = idArgument(args[0])
      const { client } = await connect(options, terminal, 'protection')
      await client.disputes.block(id, value)
      output.result({ id, block: value }, () => (value ? 'Not shown meanwhile.' : 'Shown again.'))
    },
  })
}

/** `crosswatch dispute`: what people ask who are named in alerts. */
export const disputeCommands = group(
  'dispute',
  'record and decide what people ask who are named in alerts',
  'dispute list --node XA',
  [record, list, show, block, unblock, decide],
)

function stateOf({ outcome, overdue, block: blocked }: DisputeSummary): string {
  return outcome ?? ['open', overdue && 'OVERDUE', blocked && 'not shown'].filter(Boolean).join(' ')
}

function disputesText(disputes: readonly DisputeSummary[]): string {
  if (disputes.length === 0) return 'No requests.'
  return table(
    ['state', 'request', 'made in', 'issuer', 'decided by', 'id'],
    disputes.map((one) => [
      stateOf(one),
      one.request,
      one.madeAt,
      one.issuer,
      one.dueBy.slice(0, 10),
      one.id,
    ]),
  )
}

function disputeText({ dispute, statement, explanation }: DisputeDetail): string {
  return [
    `Request for ${dispute.request}, ${dispute.id}: ${stateOf(dispute)}`,
    `Alert ${dispute.alert} of ${dispute.issuer}, version ${dispute.version}; made in ${dispute.madeAt}`,
    `Decided by ${dispute.dueBy}`,
    statement ?? 'What the person says stays there: no agreement between the two covers this alert.',
    ...(explanation === null ? [] : [`Decision: ${explanation}`]),
  ].join('\n')
}
