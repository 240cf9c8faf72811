import { type Purpose, purposes } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { exitCodes } from '../errors.ts'
import { idArgument } from './options.ts'
import { answerText, isExercise, recordText } from './query/answer-text.ts'
import { type SubjectOptions, subjectOf, subjectOptions } from './query/subject.ts'

interface QueryOptions extends ConnectionOptions, SubjectOptions {
  readonly purpose: Purpose
  readonly reference?: string
  readonly open?: string
  readonly exitCode?: boolean
}

/** `crosswatch query`: is this person, agency or job offer on the list, and what to do. */
export const queryCommand = command<QueryOptions>({
  name: 'query',
  summary: 'ask whether a person, an agency or a job offer is on the list',
  details:
    'Prints HIT, POSSIBLE or NO HIT with what to do, why, and whom to call. Whom the alert names is a second look: --open. Each look is recorded before the answer comes, ' +
    'with its purpose and reference. What other users of this machine must not see goes into a file or through stdin: --from -.',
  examples: [
    'query --node XB --name "VANTU Dragomir" --birth-date 1979 --purpose border-check --reference "lane 4"',
    'query --node XB --mrz - --purpose border-check < zone.txt',
    'query --node XB --name "VANTU Dragomir" --purpose border-check --open 0198f000-0000-7000-8000-000000000001',
    'query --node XB --phone "+999 01 555 0199" --purpose job-offer-check --exit-code',
  ],
  options: [
    ...subjectOptions,
    new Option('--purpose <purpose>', 'why you look').choices(purposes).makeOptionMandatory(),
    new Option('--reference <text>', 'case or control reference'),
    new Option(
      '--open <alert>',
      'then open the record of this alert, if the query finds it: a look of its own',
    ),
    new Option(
      '--exit-code',
      `end with ${exitCodes.hit} for a hit and ${exitCodes.possible} for a possible one`,
    ),
    ...connectionOptions('border'),
  ],
  async run({ options, terminal, output }) {
    const subject = await subjectOf(options, terminal)
    const { client } = await connect(options, terminal, 'border')
    const { purpose, reference, open } = options
    const why = { purpose, subject, ...(reference === undefined ? {} : { reference }) }
    const answer = await client.queries.ask(why)
    if (open === undefined) output.result(answer, () => answerText(answer))
    else {
      const opened = await client.queries.open({ ...why, alert: idArgument(open), query: answer.record })
      output.result(opened, () => recordText(opened))
    }
    // What programs go by must not act upon a drill either.
    if (options.exitCode !== true || answer.verdict === 'none' || isExercise(answer.results))
      return exitCodes.ok
    return answer.verdict === 'hit' ? exitCodes.hit : exitCodes.possible
  },
})
