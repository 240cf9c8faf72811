import { type ReviewList, reviewVerdicts, type ReviewVerdict } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { table } from '../../text-table.ts'
import { idArgument, numberOption } from '../options.ts'
import { timeOf } from './day-option.ts'

/** `crosswatch audit reviews`: the queue. */
export const reviewsCommand = command<ConnectionOptions>({
  name: 'reviews',
  summary: 'list the looks that wait for a verdict, the oldest first, and those that have one',
  examples: ['audit reviews --node XB'],
  options: connectionOptions('auditor'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const list = await client.records.reviews()
    output.result(list, () => reviewsText(list))
  },
})

interface SampleOptions extends ConnectionOptions {
  readonly count: number
  readonly since: string
  readonly authority?: string
  readonly reference?: string
}

/** `crosswatch audit sample`: puts looks into the queue that nobody chose. */
export const sampleCommand = command<SampleOptions>({
  name: 'sample',
  summary: 'draw looks for review by lot from the root of the signed log',
  examples: ['audit sample --since 2026-03-01 --count 20 --node XB'],
  options: [
    new Option('--since <day>', 'looks from this day on').makeOptionMandatory(),
    numberOption('--count <n>', 'how many, 200 at most', 1).default(20),
    new Option('--authority <name>', 'only of this authority'),
    new Option('--reference <text>', 'your own case or control reference'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const { count, authority, reference } = options
    const from = timeOf('--since', options.since) ?? ''
    const { client } = await connect(options, terminal, 'auditor')
    const drawn = await client.records.sample({
      purpose: 'oversight',
      from,
      count,
      ...(authority && { authority }),
      ...(reference && { reference }),
    })
    output.result({ drawn }, () => `${drawn} looks were drawn; see them with: crosswatch audit reviews`)
  },
})

interface DecideOptions extends ConnectionOptions {
  readonly verdict: ReviewVerdict
  readonly note?: string
}

/** `crosswatch audit decide`: the verdict on one of them. */
export const decideCommand = command<DecideOptions>({
  name: 'decide <review>',
  summary: 'decide a review; nobody decides on a look of their own',
  examples: ['audit decide 0198f000-0000-7000-8000-000000000001 --verdict proper --node XB'],
  options: [
    new Option('--verdict <verdict>').choices(reviewVerdicts).makeOptionMandatory(),
    new Option('--note <text>', 'kept encrypted with the record of the decision'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, args, terminal, output }) {
    const review = idArgument(args[0])
    const { verdict, note } = options
    const { client } = await connect(options, terminal, 'auditor')
    await client.records.decide(review, { purpose: 'oversight', verdict, ...(note && { note }) })
    output.result({ review, verdict }, () => `Decided: ${verdict}.`)
  },
})

function reviewsText({ reviews, open, oldest }: ReviewList): string {
  const waiting = oldest === null ? 'Nothing waits.' : `${open} wait, the oldest since ${oldest}.`
  if (reviews.length === 0) return waiting
  const rows = reviews.map(({ id, openedAt, kind, officer, record, verdict }) => [
    openedAt,
    kind,
    officer,
    verdict ?? 'open',
    record ?? '-',
    id,
  ])
  return `${waiting}\n\n${table(['since', 'kind', 'officer', 'verdict', 'record', 'review'], rows)}`
}
