import type { BreakGlass } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { table } from '../text-table.ts'
import { idArgument } from './options.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

const ask = command<ConnectionOptions & { readonly reason: string; readonly reference?: string }>({
  name: 'ask',
  summary: 'ask for break-glass; a supervisor who is somebody else grants it, for an hour',
  details:
    'Once it is granted, give --break-glass to the commands that need it. Everything done so is reviewed.',
  examples: ['break-glass ask --reason "a worker was taken away an hour ago" --reference CASE-7 --node XB'],
  options: [
    new Option('--reason <text>', 'who is in danger, and what cannot wait').makeOptionMandatory(),
    new Option('--reference <text>', 'case or control reference'),
    ...connectionOptions('border'),
  ],
  async run({ options, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'border')
    const { reason, reference } = options
    const grant = await client.breakGlass.ask({ reason, ...(reference !== undefined && { reference }) })
    output.result(
      grant,
      () => `Asked for.\nNext, by a supervisor: crosswatch break-glass approve ${grant.id} ${sameNode}`,
    )
  },
})

const list = command<ConnectionOptions>({
  name: 'list',
  summary: "list one's own requests; supervisors and auditors see everybody's",
  examples: ['break-glass list --node XB'],
  options: connectionOptions('supervisor'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'supervisor')
    const grants = await client.breakGlass.list()
    output.result({ grants }, () =>
      grants.length === 0
        ? 'Nobody has asked for break-glass.'
        : table(
            ['id', 'officer', 'state', 'asked', 'second person', 'until', 'records'],
            grants.map(({ id, officer, state, askedAt, decidedBy, endsAt, uses }) => [
              id,
              officer,
              state,
              askedAt,
              decidedBy ?? '',
              endsAt ?? '',
              String(uses),
            ]),
          ),
    )
  },
})

const approve = step('approve', 'grant break-glass for an hour, as second person')
const refuse = step('refuse', 'refuse break-glass')
const end = step('end', 'end break-glass before its hour is over')

function step(name: 'approve' | 'refuse' | 'end', summary: string) {
  return command<ConnectionOptions>({
    name: `${name} <id>`,
    summary,
    examples: [`break-glass ${name} ${exampleId} --node XB`],
    options: connectionOptions('supervisor'),
    async run({ options, args, terminal, output }) {
      const { client } = await connect(options, terminal, 'supervisor')
      const grant = await client.breakGlass.decide(idArgument(args[0]), name)
      output.result(grant, () => stateText(grant))
    },
  })
}

const uses = command<ConnectionOptions>({
  name: 'uses <id>',
  summary: 'list everything that was recorded under one, for its review',
  examples: [`break-glass uses ${exampleId} --node XB`],
  options: connectionOptions('auditor'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const found = await client.breakGlass.uses(idArgument(args[0]))
    output.result(found, () =>
      [
        stateText(found.grant),
        ...found.records.map(
          ({ record }) => `${record.at}  ${record.operation}  ${record.outcome}  ${record.id}`,
        ),
      ].join('\n'),
    )
  },
})

/** `crosswatch break-glass`: for an hour more than one's role, in an emergency. */
export const breakGlassCommands = group(
  'break-glass',
  'in an emergency: ask for an hour of more than your role, grant it, see what was done',
  'break-glass list --node XB',
  [ask, list, approve, refuse, end, uses],
)

function stateText({ officer, state, endsAt, uses: count }: BreakGlass): string {
  return `Break-glass of ${officer}: ${state}${endsAt === null ? '' : `, until ${endsAt}`}. ${count} records.`
}
