import { type Purpose, purposes } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { exitCodes } from '../errors.ts'
import { answerText } from './query/answer-text.ts'
import { type SubjectOptions, subjectOf, subjectOptions } from './query/subject.ts'

interface QueryOptions extends ConnectionOptions, SubjectOptions {
  readonly purpose: Purpose
  readonly reference?: string
  readonly exitCode?: boolean
}

/** `crosswatch query`: is this person, agency or job offer on the list, and what to do. */
export const queryCommand = command<QueryOptions>({
  name: 'query',
  summary: 'ask whether a person, an agency or a job offer is on the list',
  details:
    'Prints HIT, POSSIBLE or NO HIT with what to do, why, and whom to call. The look is recorded before the answer comes, ' +
    'with its purpose and reference. What other users of this machine must not see goes into a file or through stdin: --from -.',
  examples: [
    'query --node XB --name "VANTU Dragomir" --birth-date 1979 --purpose border-check --reference "lane 4"',
    'query --node XB --mrz - --purpose border-check < zone.txt',
    'query --node XB --phone "+999 01 555 0199" --purpose job-offer-check --exit-code',
  ],
  options: [
    ...subjectOptions,
    new Option('--purpose <purpose>', 'why you look').choices(purposes).makeOptionMandatory(),
    new Option('--reference <text>', 'case or control reference'),
    new Option(
      '--exit-code',
      `end with ${exitCodes.hit} for a hit and ${exitCodes.possible} for a possible one`,
    ),
    ...connectionOptions('border'),
  ],
  async run({ options, terminal, output }) {
    const subject = await subjectOf(options, terminal)
    const { client } = await connect(options, terminal, 'border')
    const { purpose, reference } = options
    const answer = await client.queries.ask({
      purpose,
      subject,
      ...(reference === undefined ? {} : { reference }),
    })
    output.result(answer, () => answerText(answer))
    if (options.exitCode !== true || answer.verdict === 'none') return exitCodes.ok
    return answer.verdict === 'hit' ? exitCodes.hit : exitCodes.possible
  },
})
