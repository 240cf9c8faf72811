import {
  type AlertState,
  type AlertSummary,
  alertStates,
  categories,
  type Category,
  withdrawalReasons,
  type WithdrawalReason,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { alertText, referenceText, summaryText } from './alert/alert-text.ts'
import { readDraft } from './alert/draft-file.ts'
import { dueCommand, extendCommand } from './alert/due.ts'
import { flagCommand, unflagCommand } from './alert/flag.ts'
import { impactCommand } from './alert/impact.ts'
import { confirmOption, previewText, type ConfirmOption } from './alert/recipients.ts'
import { idArgument, numberOption } from './options.ts'

interface ListOptions extends ConnectionOptions {
  readonly state?: AlertState
  readonly origin?: 'own' | 'received'
  readonly category?: Category
  readonly issuer?: string
  readonly limit: number
}

const list = command<ListOptions>({
  name: 'list',
  summary: 'list alerts, the latest change first',
  examples: [
    'alert list --node XA --state submitted',
    'alert list --node XB --origin received --limit 500 --json',
  ],
  options: [
    new Option('--state <state>').choices(alertStates),
    new Option('--origin <origin>', "this node's or received ones").choices(['own', 'received']),
    new Option('--category <category>').choices(categories),
    new Option('--issuer <code>', 'two-letter code of the jurisdiction'),
    numberOption('--limit <n>', 'stop after so many', 1).default(50),
    ...connectionOptions('analyst'),
  ],
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const { state, origin, category, issuer, limit } = options
    const filter = {
      ...(state && { state }),
      ...(origin && { origin }),
      ...(category && { category }),
      ...(issuer && { issuer }),
    }
    const alerts: AlertSummary[] = []
    let more = false
    for await (const alert of client.alerts.list(filter)) {
      more = alerts.length === limit
      if (more) break
      alerts.push(alert)
    }
    output.result({ alerts, more }, () => summaryText(alerts, more))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'show one alert, as far as you may see it',
  examples: ['alert show 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const alert = await client.alerts.show(idArgument(args[0]))
    output.result(alert, () => alertText(alert))
  },
})

interface DraftOptions extends ConnectionOptions {
  readonly edit?: string
  readonly submit?: boolean
}

const draft = command<DraftOptions>({
  name: 'draft <file>',
  summary: 'draft an alert from a JSON file (AlertDraft), - for stdin',
  examples: [
    'alert draft packages/cli/examples/alert.json --node XA --submit',
    'alert draft changed.json --edit 0198f000-0000-7000-8000-000000000001 --node XA',
  ],
  options: [
    new Option('--edit <id>', 'change this draft, or begin the next version of this alert'),
    new Option('--submit', 'submit it for approval at once'),
    ...connectionOptions('analyst'),
  ],
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'analyst')
    const officer = await client.signIn()
    const content = await readDraft(args[0] ?? '', terminal, officer?.authority)
    const { edit } = options
    const drafted =
      edit === undefined
        ? await client.alerts.draft(content)
        : await client.alerts.edit(idArgument(edit), content)
    const reference = options.submit === true ? await client.alerts.submit(drafted.id) : drafted
    output.result(reference, () =>
      referenceText(reference, options.submit === true ? 'submitted' : 'drafted', sameNode),
    )
  },
})

const submit = command<ConnectionOptions>({
  name: 'submit <id>',
  summary: 'submit a draft for approval by a second officer',
  examples: ['alert submit 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'analyst')
    const reference = await client.alerts.submit(idArgument(args[0]))
    output.result(reference, () => referenceText(reference, 'submitted', sameNode))
  },
})

const approve = command<ConnectionOptions & ConfirmOption>({
  name: 'approve <id>',
  summary: 'show who would get a submitted draft; confirmed as second officer, issue it to them',
  examples: [
    'alert approve 0198f000-0000-7000-8000-000000000001 --node XA',
    'alert approve 0198f000-0000-7000-8000-000000000001 --node XA --confirm 5f0c...',
  ],
  options: [confirmOption(), ...connectionOptions('supervisor')],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client, sameNode } = await connect(options, terminal, 'supervisor')
    const { confirm } = options
    if (confirm === undefined) {
      const preview = await client.alerts.recipients(id)
      output.result({ id, ...preview }, () =>
        previewText(preview, `crosswatch alert approve ${id} ${sameNode}`),
      )
      return
    }
    const reference = await client.alerts.approve(id, confirm)
    output.result(reference, () => referenceText(reference, 'issued', sameNode))
  },
})

const discard = command<ConnectionOptions>({
  name: 'discard <id>',
  summary: 'drop a draft',
  examples: ['alert discard 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'analyst')
    await client.alerts.discard(id)
    output.result({ id, discarded: true }, () => `The draft of ${id} is gone.`)
  },
})

const giveBack = command<ConnectionOptions & { readonly note: string }>({
  name: 'return <id>',
  summary: 'give a submitted draft back to its drafter',
  examples: ['alert return 0198f000-0000-7000-8000-000000000001 --note "name the decision" --node XA'],
  options: [new Option('--note <text>', 'why').makeOptionMandatory(), ...connectionOptions('supervisor')],
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'supervisor')
    const reference = await client.alerts.return(idArgument(args[0]), options.note)
    output.result(reference, () => referenceText(reference, 'returned', sameNode))
  },
})

const withdraw = command<ConnectionOptions & { readonly reason: WithdrawalReason }>({
  name: 'withdraw <id>',
  summary: 'take an alert back everywhere',
  examples: ['alert withdraw 0198f000-0000-7000-8000-000000000001 --reason mistaken --node XA'],
  options: [
    new Option('--reason <reason>').choices(withdrawalReasons).makeOptionMandatory(),
    ...connectionOptions('analyst'),
  ],
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'analyst')
    const reference = await client.alerts.withdraw(idArgument(args[0]), options.reason)
    output.result(reference, () => referenceText(reference, 'withdrawn', sameNode))
  },
})

/** `crosswatch alert`: from draft to withdrawal. */
export const alertCommands = group(
  'alert',
  'draft, decide, read and withdraw alerts',
  'alert list --node XA --state submitted',
  [
    list,
    show,
    draft,
    submit,
    approve,
    giveBack,
    discard,
    dueCommand,
    extendCommand,
    impactCommand,
    withdraw,
    flagCommand,
    unflagCommand,
  ],
)
