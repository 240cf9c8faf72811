import type { Overview } from '@crosswatch/protocol'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { table } from '../../text-table.ts'

/** `crosswatch audit overview`: how the supervision of a node stands. */
export const overviewCommand = command<ConnectionOptions>({
  name: 'overview',
  summary: 'show accounts, open reviews, overdue erasures and disputes, and how the log is witnessed',
  examples: ['audit overview --node XB'],
  options: connectionOptions('auditor'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const overview = await client.records.overview()
    output.result(overview, () => overviewText(overview))
  },
})

function overviewText({
  accounts,
  idleDays,
  reviews,
  erasures,
  disputes,
  witnesses,
  holds,
}: Overview): string {
  const { confirmedAt, stale, cosigners, logs, equivocations } = witnesses
  const confirmed =
    confirmedAt === null
      ? 'Nobody is asked to confirm this log.'
      : `This log was confirmed at ${confirmedAt}.`
  return [
    table(
      ['waits', 'number', 'oldest'],
      [
        ...reviews.map(({ kind, open, oldest }) => [`review: ${kind}`, String(open), oldest ?? '']),
        ['erasure overdue', String(erasures.overdue), erasures.oldest ?? ''],
        ['dispute overdue', String(disputes.overdue), disputes.oldest ?? ''],
        ['legal hold', String(holds), ''],
      ],
    ),
    table(
      ['role', 'authority', 'accounts', `not used for ${idleDays} days`],
      accounts.map(({ role, authority, accounts: number, idle }) => [
        role,
        authority,
        String(number),
        String(idle),
      ]),
    ),
    `${confirmed}${stale ? ' That is too long ago: disclosures have stopped.' : ''}`,
    table(
      ['asked to confirm this log', 'did so last', 'records then'],
      cosigners.map(({ name, cosignedAt, size }) => [name, cosignedAt ?? 'never', String(size ?? '-')]),
    ),
    table(
      ['log of another jurisdiction', 'last seen to grow'],
      logs.map(({ origin, at }) => [origin, at]),
    ),
    equivocations === 0
      ? 'No log has signed two histories.'
      : `${equivocations} logs have signed two histories: see audit evidence.`,
  ].join('\n\n')
}
