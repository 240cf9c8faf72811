import type { HoldRequest, LegalHold, RetentionReport } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { table } from '../../text-table.ts'
import { idArgument } from '../options.ts'

/** `crosswatch audit retention`: how long records are kept, what the next run erases, and what it must leave. */
export const retentionCommand = command<ConnectionOptions>({
  name: 'retention',
  summary: 'show what is kept for how long, what the next run erases, and the legal holds',
  examples: ['audit retention --node XB'],
  options: connectionOptions('auditor'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const report = await client.records.retention()
    output.result(report, () => reportText(report))
  },
})

interface HoldOptions extends ConnectionOptions {
  readonly alert?: string
  readonly officer?: string
  readonly record?: string
  readonly consent?: string
  readonly screening?: string
  readonly reason: string
}

/** `crosswatch audit hold`: keeps records from being erased. */
export const holdCommand = command<HoldOptions>({
  name: 'hold',
  summary: 'set a legal hold on an officer, an alert, a record, a consent or a list of persons',
  examples: ['audit hold --officer xb-border --reason "Court order 12/2026" --node XB'],
  options: [
    new Option('--alert <id>', 'whatever is about this alert').conflicts([
      'officer',
      'record',
      'consent',
      'screening',
    ]),
    new Option('--officer <id>', 'what this officer did').conflicts(['record', 'consent', 'screening']),
    new Option('--record <id>', 'this record').conflicts(['consent', 'screening']),
    new Option('--consent <id>', 'this consent and its openings').conflicts('screening'),
    new Option('--screening <id>', 'this list of persons'),
    new Option('--reason <text>', 'the proceeding or order behind it').makeOptionMandatory(),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const subject = subjectOf(options)
    const { client } = await connect(options, terminal, 'auditor')
    const id = await client.records.hold({ purpose: 'oversight', subject, reason: options.reason })
    output.result({ id }, () => `Held: ${id}. Lift it with: crosswatch audit lift ${id} --reason ...`)
  },
})

/** `crosswatch audit lift`: ends a hold. */
export const liftCommand = command<ConnectionOptions & { readonly reason: string }>({
  name: 'lift <hold>',
  summary: 'lift a legal hold',
  examples: ['audit lift 0198f000-0000-7000-8000-000000000001 --reason "Proceeding closed" --node XB'],
  options: [
    new Option('--reason <text>', 'why it is no longer needed').makeOptionMandatory(),
    ...connectionOptions('auditor'),
  ],
  async run({ options, args, terminal, output }) {
    const hold = idArgument(args[0])
    const { client } = await connect(options, terminal, 'auditor')
    await client.records.lift(hold, { purpose: 'oversight', reason: options.reason })
    output.result({ hold, lifted: true }, () => 'Lifted.')
  },
})

function subjectOf({ alert, officer, record, consent, screening }: HoldOptions): HoldRequest['subject'] {
  if (alert !== undefined) return { kind: 'alert', alert: idArgument(alert) }
  if (officer !== undefined) return { kind: 'officer', officer }
  if (record !== undefined) return { kind: 'record', record: idArgument(record) }
  if (consent !== undefined) return { kind: 'consent', consent: idArgument(consent) }
  if (screening !== undefined) return { kind: 'screening', screening: idArgument(screening) }
  throw usageError('Say what to hold: --alert, --officer, --record, --consent or --screening.')
}

function reportText({ classes, content, holds, runs }: RetentionReport): string {
  return [
    table(
      ['class', 'months', 'older', 'kept on', 'due'],
      classes.map((one) => [one.class, ...[one.months, one.over, one.kept, one.due].map(String)]),
    ),
    table(
      ['service', 'class', 'months', 'ended', 'held', 'due', 'erased', 'last run'],
      content.map(({ service, class: name, months, over, kept, due, erased, ranAt }) => [
        service,
        name,
        ...[months, over, kept, due, erased].map(String),
        ranAt,
      ]),
    ),
    holds.length === 0 ? 'No legal hold.' : holdsText(holds),
    ...(runs.length === 0
      ? ['Nothing was erased yet.']
      : [
          table(
            ['erased', 'records'],
            runs.map(({ at, records }) => [at, String(records)]),
          ),
        ]),
  ].join('\n\n')
}

function holdsText(holds: readonly LegalHold[]): string {
  return table(
    ['since', 'by', 'hold', 'what', 'reason'],
    holds.map(({ id, subject, reason, setBy, setAt }) => {
      const { kind, ...named } = subject
      return [setAt, setBy, id, `${kind} ${Object.values(named).join('')}`, reason]
    }),
  )
}
