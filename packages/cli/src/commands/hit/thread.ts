import {
  hitOutcomes,
  type HitOutcome,
  type MessageDraft,
  urgencies,
  type Urgency,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { idArgument, repeatable } from '../options.ts'

const hitId = '0198f000-0000-7000-8000-000000000001'
const messageId = '0198f000-0000-7000-8000-000000000002'

interface Writing<O> {
  readonly name: string
  readonly summary: string
  readonly example: string
  readonly options: readonly Option[]
  readonly message: (options: O, second: string | undefined) => MessageDraft
  readonly done: string
}

/** A command that writes one kind of message into the thread on a hit. */
function write<O extends object>({ name, summary, example, options, message, done }: Writing<O>) {
  return command<O & ConnectionOptions>({
    name,
    summary,
    examples: [`thread ${example} --node XA`],
    options: [...options, ...connectionOptions('liaison')],
    async run({ options: given, args, terminal, output }) {
      const hit = idArgument(args[0])
      const draft = message(given, args[1])
      const { client } = await connect(given, terminal, 'liaison')
      const id = await client.hits.write(hit, draft)
      output.result({ id }, () => `${done} (${id})`)
    },
  })
}

const request = write<{
  readonly question: string
  readonly legalBasis: string
  readonly urgency: Urgency
}>({
  name: 'request <hit>',
  summary: 'ask the other side for supplementary information',
  example: `request ${hitId} --question "Which exhibits are there?" --legal-basis "Act, section 3" --urgency urgent`,
  options: [
    new Option('--question <text>', 'at most 500 characters').makeOptionMandatory(),
    new Option('--legal-basis <text>').makeOptionMandatory(),
    new Option('--urgency <urgency>', 'urgent: 12 hours; normal: 5 days')
      .choices(urgencies)
      .default('normal'),
  ],
  message: ({ question, legalBasis, urgency }) => ({ kind: 'request', question, legalBasis, urgency }),
  done: 'Asked',
})

const answer = write<{ readonly text: string; readonly evidence?: boolean }>({
  name: 'answer <hit> <request>',
  summary: 'answer a request of the other side',
  example: `answer ${hitId} ${messageId} --text "See the evidence." --evidence`,
  options: [
    new Option('--text <text>', 'at most 1,000 characters').makeOptionMandatory(),
    new Option('--evidence', 'open the evidence of the alert to the other side, for this thread only'),
  ],
  message: ({ text, evidence }, to) => ({
    kind: 'answer',
    request: idArgument(to),
    text,
    evidence: evidence === true,
  }),
  done: 'Answered',
})

const handover = write<{
  readonly exhibit: readonly string[]
  readonly from: string
  readonly to: string
  readonly at?: string
}>({
  name: 'handover <hit>',
  summary: 'sign that exhibits were handed over; the other side confirms it',
  example: `handover ${hitId} --exhibit ${'0f'.repeat(32)} --from "Desk XA" --to "Desk XB" --at 2026-03-01T12:30Z`,
  options: [
    repeatable(
      '--exhibit <sha256>',
      'SHA-256 of an exhibit; may be given several times',
    ).makeOptionMandatory(),
    new Option('--from <desk>').makeOptionMandatory(),
    new Option('--to <desk>').makeOptionMandatory(),
    new Option('--at <time>', 'when (default: now)'),
  ],
  message: ({ exhibit, from, to, at }) => ({
    kind: 'handover',
    exhibits: exhibit.map(digestOf),
    from,
    to,
    handedAt: timeOf(at),
  }),
  done: 'Signed',
})

const confirm = write<object>({
  name: 'confirm <hit> <handover>',
  summary: 'sign that exhibits have arrived as the other side said',
  example: `confirm ${hitId} ${messageId}`,
  options: [],
  message: (_options, about) => ({ kind: 'handover-confirmed', handover: idArgument(about) }),
  done: 'Confirmed',
})

const close = write<{ readonly outcome: HitOutcome }>({
  name: 'close <hit>',
  summary: 'close the thread, saying what came of the hit',
  example: `close ${hitId} --outcome confirmed`,
  options: [new Option('--outcome <outcome>').choices(hitOutcomes).makeOptionMandatory()],
  message: ({ outcome }) => ({ kind: 'closing', outcome }),
  done: 'Closed',
})

/** `crosswatch thread`: what liaison officers say to each other about a hit. */
export const threadCommands = group(
  'thread',
  'ask, answer, hand over exhibits and close the thread on a hit',
  `thread close ${hitId} --outcome confirmed --node XA`,
  [request, answer, handover, confirm, close],
)

/** @throws {CommandError} */
function digestOf(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text
  throw usageError('--exhibit takes a SHA-256, 64 hexadecimal digits.')
}

/** @throws {CommandError} */
function timeOf(text: string | undefined): string {
  const time = text === undefined ? new Date() : new Date(text)
  if (!Number.isNaN(time.getTime())) return time.toISOString()
  throw usageError('--at takes a time such as 2026-03-01T12:30Z.')
}
