import {
  type Clearance,
  type ClearanceConsent,
  clearanceConsenters,
  type ClearanceGround,
  clearanceGrounds,
  type ClearanceRefusal,
  clearanceRefusals,
  type ClearanceStop,
  clearanceStops,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { CommandError } from '../errors.ts'
import { table } from '../text-table.ts'
import { idArgument } from './options.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

interface ProposeOptions extends ConnectionOptions {
  readonly birthDate: string
  readonly ground: ClearanceGround
  readonly consentBy: ClearanceConsent['givenBy']
  readonly consentOn: string
  readonly noticeVersion: string
  readonly noticeLanguage: string
}

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list clearances, those to be decided here first',
  details: 'None says who the person is.',
  examples: ['clearance list --node XA'],
  options: connectionOptions('liaison'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'liaison')
    const clearances = await client.clearances.list()
    output.result({ clearances }, () => clearancesText(clearances))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'print a clearance: its grounds, the consent, and who has it',
  examples: [`clearance show ${exampleId} --node XA`],
  options: connectionOptions('liaison'),
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'liaison')
    const found = (await client.clearances.list()).find((one) => one.id === id)
    if (found === undefined)
      throw new CommandError(`There is no clearance ${id} among those that this node lists.`)
    output.result(found, () => clearanceText(found))
  },
})

const propose = command<ProposeOptions>({
  name: 'propose <override>',
  summary: 'ask the issuer of an alert to clear a person everywhere whom an override clears here',
  details:
    'The person, or who may speak for them, has agreed after the notice was read to them (the page /clearances/notice has its text). ' +
    'Neither name nor document is sent, and the birth date is kept nowhere.',
  examples: [
    `clearance propose ${exampleId} --birth-date 1990-02-28 --ground document-confirmed --consent-on 2027-03-01 --notice-version 2026-1 --notice-language fr --node XB`,
  ],
  options: [
    new Option('--birth-date <date>', 'of the person, such as 1990-02-28').makeOptionMandatory(),
    new Option('--ground <ground>', 'what shows that it is somebody else')
      .choices(clearanceGrounds)
      .makeOptionMandatory(),
    new Option('--consent-by <who>', 'who said yes').choices(clearanceConsenters).default('person'),
    new Option('--consent-on <date>', 'the day on which they did').makeOptionMandatory(),
    new Option('--notice-version <version>', 'version of the notice that was read').makeOptionMandatory(),
    new Option(
      '--notice-language <code>',
      'language in which it was read, such as en or ne',
    ).makeOptionMandatory(),
    ...connectionOptions('liaison'),
  ],
  async run({ options, args, terminal, output }) {
    const { birthDate, ground, consentBy, consentOn, noticeVersion, noticeLanguage } = options
    const override = idArgument(args[0])
    const { client } = await connect(options, terminal, 'liaison')
    const proposed = await client.clearances.propose({
      override,
      birthDate,
      ground,
      consent: {
        givenBy: consentBy,
        on: consentOn,
        notice: { version: noticeVersion, language: noticeLanguage },
      },
    })
    output.result(proposed, () =>
      proposed.state === 'proposed'
        ? `Proposed as ${proposed.id}. ${proposed.issuer} decides.`
        : `Clearance ${proposed.id} is ${proposed.state}.`,
    )
  },
})

const accept = command<ConnectionOptions>({
  name: 'accept <id>',
  summary: 'clear the person as the issuer of the alert: everyone who has it is told',
  examples: [`clearance accept ${exampleId} --node XA`],
  options: connectionOptions('supervisor'),
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'supervisor')
    const accepted = await client.clearances.accept(id)
    output.result(accepted, () => `Cleared. Told: ${jurisdictionsText(accepted)}.`)
  },
})

const decline = command<ConnectionOptions & { readonly reason: ClearanceRefusal }>({
  name: 'decline <id>',
  summary: 'decline a proposal as the issuer of the alert',
  examples: [`clearance decline ${exampleId} --reason not-shown --node XA`],
  options: [
    new Option('--reason <reason>').choices(clearanceRefusals).makeOptionMandatory(),
    ...connectionOptions('supervisor'),
  ],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'supervisor')
    const declined = await client.clearances.decline(id, options.reason)
    output.result(declined, () => 'Declined. What the person was known by is destroyed.')
  },
})

const end = command<ConnectionOptions & { readonly reason: ClearanceStop['reason'] }>({
  name: 'end <id>',
  summary: 'end a clearance everywhere: the person takes the consent back, or it does not hold',
  examples: [`clearance end ${exampleId} --reason consent-withdrawn --node XB`],
  options: [
    new Option('--reason <reason>').choices(clearanceStops).makeOptionMandatory(),
    ...connectionOptions('liaison'),
  ],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'liaison')
    const ended = await client.clearances.end(id, options.reason)
    output.result(ended, () => 'Ended. What the person was known by is destroyed here; the others are told.')
  },
})

/** `crosswatch clearance`: persons who are not the subject of an alert, anywhere. */
export const clearanceCommands = group(
  'clearance',
  'clear persons everywhere who are not the subject of an alert',
  'clearance list --node XA',
  [list, show, propose, accept, decline, end],
)

function stateOf({ state, reason }: Clearance): string {
  return reason === null ? state : `${state} (${reason})`
}

function clearancesText(clearances: readonly Clearance[]): string {
  if (clearances.length === 0) return 'No clearances.'
  return table(
    ['state', 'issuer', 'proposed in', 'until', 'alert', 'id'],
    clearances.map((one) => [
      stateOf(one),
      one.issuer,
      one.proposer ?? '',
      one.until.slice(0, 10),
      one.alert,
      one.id,
    ]),
  )
}

function clearanceText(clearance: Clearance): string {
  const { id, alert, version, issuer, proposer, ground, consent, since, until, decidedAt, endedAt } =
    clearance
  return [
    `Clearance ${id}: ${stateOf(clearance)}`,
    `Alert ${alert} of ${issuer}, version ${version}${proposer === null ? '' : `; proposed in ${proposer}`}`,
    `Here since ${since}, until ${until}`,
    ...(ground === null ? [] : [`Ground: ${ground}`]),
    ...(consent === null
      ? []
      : [
          `Consent by ${consent.givenBy} on ${consent.on}, notice ${consent.notice.version} read in ${consent.notice.language}`,
        ]),
    ...(decidedAt === null ? [] : [`Decided at ${decidedAt}`]),
    ...(endedAt === null ? [] : [`Ended at ${endedAt}`]),
    ...clearance.recipients.map(({ jurisdiction, erasedAt }) =>
      erasedAt === null ? `  ${jurisdiction} has it` : `  ${jurisdiction} erased it at ${erasedAt}`,
    ),
  ].join('\n')
}

function jurisdictionsText({ recipients }: Clearance): string {
  return recipients.length === 0 ? 'nobody' : recipients.map(({ jurisdiction }) => jurisdiction).join(', ')
}
