import type { Replay } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { exitCodes } from '../../errors.ts'
import { idArgument } from '../options.ts'

interface ReplayOptions extends ConnectionOptions {
  readonly reference?: string
}

/** `crosswatch audit replay`: does the list, as it stood then, give the answer that is on record? */
export const replayCommand = command<ReplayOptions>({
  name: 'replay <record>',
  summary: 'answer a recorded query again, from the list as it stood then; replaying is itself recorded',
  details:
    'RECORD is a query. Alerts that were erased since cannot be found again: they are named, not guessed.',
  examples: ['audit replay 0198f000-0000-7000-8000-000000000001 --node XB --reference "review 7"'],
  options: [
    new Option('--reference <text>', 'your own case or control reference'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const replay = await client.queries.replay({
      record: idArgument(args[0]),
      purpose: 'oversight',
      ...(options.reference && { reference: options.reference }),
    })
    output.result(replay, () => replayText(replay))
    return replay.verdict === 'differs' ? exitCodes.verificationFailed : exitCodes.ok
  },
})

const verdicts: Readonly<Record<Replay['verdict'], string>> = {
  same: 'SAME: the list gives the answer that is on record.',
  differs: 'DIFFERS: the list does not give the answer that is on record.',
  incomplete: 'INCOMPLETE: nothing differs, as far as what was listed is still kept.',
}

function replayText({ verdict, at, list, logged, replayed, differences, erased, software }: Replay): string {
  return [
    verdicts[verdict],
    `query of ${at}, list after change ${list}`,
    `on record: ${answerText(logged)}`,
    `from the list: ${answerText(replayed)}`,
    ...differences.map(({ kind, alert }) => `  ${kind}${alert === undefined ? '' : ` ${alert}`}`),
    ...erased.answer.map((alert) => `  erased since, cannot be replayed: ${alert}`),
    erased.listed > 0 && `${erased.listed} alerts that were listed then have been erased`,
    software.logged !== software.replayed &&
      `answered by ${software.logged}, replayed by ${software.replayed}`,
  ]
    .filter((line) => line !== false)
    .join('\n')
}

function answerText({ outcome, alerts, cleared }: Replay['logged']): string {
  return [
    outcome,
    ...alerts.map(({ alert, version }) => `${alert} version ${version}`),
    ...cleared.map((by) =>
      'override' in by
        ? `${by.alert} cleared by override ${by.override}`
        : `${by.alert} cleared by clearance ${by.clearance}`,
    ),
  ].join(', ')
}
