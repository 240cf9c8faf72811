import { measureKinds, type AlertMeasures, type MeasureBoard, type MeasureKind } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { table } from '../text-table.ts'
import { idArgument } from './options.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list alerts about which something was done, and who has not said anything yet',
  examples: ['measure list --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const board = await client.measures.board()
    output.result(board, () => boardText(board))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <alert>',
  summary: 'show what each jurisdiction did about an alert',
  examples: [`measure show ${exampleId} --node XA`],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const measures = await client.measures.show(idArgument(args[0]))
    output.result(measures, () => measuresText(measures))
  },
})

interface ReportOptions extends ConnectionOptions {
  readonly kind: MeasureKind
  readonly day?: string
  readonly reference?: string
}

const report = command<ReportOptions>({
  name: 'report <alert>',
  summary: 'tell the issuer of an alert what was done about it here',
  examples: [`measure report ${exampleId} --kind licence-suspended --reference "LIC-77" --node XB`],
  options: [
    new Option('--kind <kind>', 'what was done').choices(measureKinds).makeOptionMandatory(),
    new Option('--day <day>', 'when, 2026-03-31 (default: today, UTC)'),
    new Option('--reference <text>', 'how the authority refers to the case'),
    ...connectionOptions('analyst'),
  ],
  async run({ options, args, terminal, output }) {
    const { kind, reference } = options
    const day = options.day ?? terminal.now().toISOString().slice(0, 10)
    const { client } = await connect(options, terminal, 'analyst')
    const reported = await client.measures.report(idArgument(args[0]), {
      kind,
      day,
      ...(reference && { reference }),
    })
    output.result(reported, () => `Reported as measure ${reported.id}.`)
  },
})

/** `crosswatch measure`: what came of an alert. */
export const measureCommands = group(
  'measure',
  'say and see what was done about an alert',
  'measure list --node XA',
  [list, show, report],
)

function boardText({ alerts }: MeasureBoard): string {
  if (alerts.length === 0) return 'Nothing was done about an alert yet.'
  return table(
    ['alert', 'issuer', 'category', 'hits', 'measures', 'answered', 'silent'],
    alerts.map(({ alert, issuer, category, hits, measures, answered, silent }) => [
      alert,
      issuer,
      category,
      String(hits),
      String(measures),
      answered.join(' '),
      silent.join(' '),
    ]),
  )
}

function measuresText({ alert, issuer, category, jurisdictions }: AlertMeasures): string {
  const lines = jurisdictions.flatMap(({ jurisdiction, hits, confirmed, notThisPerson, taken, measures }) => [
    `  ${jurisdiction}  ${hits} hits (${confirmed} right, ${notThisPerson} somebody else)${
      taken.length > 0 ? `: ${taken.join(', ')}` : ''
    }`,
    ...measures.map(
      ({ kind, day, authority, reference }) =>
        `      ${day}  ${kind}, ${authority}${reference === undefined ? '' : `, ${reference}`}`,
    ),
  ])
  return [`Alert ${alert} of ${issuer}, ${category}`, ...lines].join('\n')
}
