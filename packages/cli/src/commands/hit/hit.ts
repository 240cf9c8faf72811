import { actionsTaken, type ActionTaken } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { idArgument } from '../options.ts'
import { countsText, hitText, hitsText } from './hit-text.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list the subjects of alerts that were met, the latest first',
  examples: ['hit list --node XA'],
  options: connectionOptions('liaison'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'liaison')
    const hits = await client.hits.list()
    output.result({ hits }, () => hitsText(hits))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'print the report of a hit and the thread on it',
  examples: [`hit show ${exampleId} --node XA`],
  options: connectionOptions('liaison'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'liaison')
    const detail = await client.hits.show(idArgument(args[0]))
    output.result(detail, () => hitText(detail))
  },
})

interface ConfirmOptions extends ConnectionOptions {
  readonly at?: string
  readonly place: string
  readonly taken: ActionTaken
  readonly danger?: boolean
  readonly desk: string
  readonly phone?: string
  readonly email?: string
  readonly hours?: string
  readonly note?: string
}

const confirm = command<ConfirmOptions>({
  name: 'confirm <alert>',
  summary: 'report to the issuer that the subject of an alert was met',
  details: 'The report is sealed to the issuer. It says what, where and when to the hour, not whom.',
  examples: [
    `hit confirm ${exampleId} --place "gate 4" --taken interviewed --desk "Duty desk" --phone "+999 02 555 0100" --node XB`,
  ],
  options: [
    new Option('--place <text>', 'where it was').makeOptionMandatory(),
    new Option('--taken <action>', 'what was done').choices(actionsTaken).makeOptionMandatory(),
    new Option('--desk <text>', 'whom the issuer calls').makeOptionMandatory(),
    new Option('--phone <number>', 'phone of that desk'),
    new Option('--email <address>', 'e-mail of that desk'),
    new Option('--hours <text>', 'when that desk is staffed'),
    new Option('--at <time>', 'when, in UTC: 2026-03-01T18:00 (default: this hour)'),
    new Option('--danger', 'a person may be in danger: the issuer has one hour, not twelve'),
    new Option('--note <text>', 'at most 500 characters'),
    ...connectionOptions('border'),
  ],
  async run({ options, args, terminal, output }) {
    const { place, taken, desk, phone, email, hours, note } = options
    const alert = idArgument(args[0])
    const at = hourOf(options.at ?? new Date().toISOString())
    const { client } = await connect(options, terminal, 'border')
    const hit = await client.hits.confirm({
      alert,
      at,
      place,
      taken,
      danger: options.danger === true,
      contact: { desk, ...(phone && { phone }), ...(email && { email }), ...(hours && { hours }) },
      ...(note && { note }),
    })
    output.result(hit, () => `Reported as hit ${hit.id}. The issuer answers by ${hit.dueBy}.`)
  },
})

const counts = command<ConnectionOptions>({
  name: 'counts',
  summary: 'count how often alerts and their issuers were right',
  examples: ['hit counts --node XA'],
  options: connectionOptions('liaison'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'liaison')
    const all = await client.hits.counts()
    output.result(all, () => countsText(all))
  },
})

/** `crosswatch hit`: what was met, and what came of it. */
export const hitCommands = group(
  'hit',
  'report that the subject of an alert was met, and see what came of it',
  'hit list --node XA',
  [list, show, confirm, counts],
)

/** @throws {CommandError} */
function hourOf(text: string): string {
  const hour = /^(\d{4}-\d{2}-\d{2}T\d{2}):\d{2}/.exec(text)?.[1]
  const time = new Date(`${hour}:00:00.000Z`)
  if (hour !== undefined && !Number.isNaN(time.getTime())) return time.toISOString()
  throw usageError('--at takes a UTC time such as 2026-03-01T18:00.')
}
