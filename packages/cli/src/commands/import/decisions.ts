import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from '@crosswatch/client'
import type { ImportStatus } from '@crosswatch/protocol'
import { Option } from 'commander'
import { type AddCommand, type Call, command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { table } from '../../text-table.ts'
import { confirmOption, previewText, type ConfirmOption } from '../alert/recipients.ts'
import { idArgument } from '../options.ts'

const pollMs = 500
const patienceMs = 120_000

const approve = command<ConnectionOptions & ConfirmOption & { readonly wait?: boolean }>({
  name: 'approve <id>',
  summary: 'show who would get an import; confirmed as second officer, issue it to them',
  examples: [
    'import approve 0198f000-0000-7000-8000-000000000001 --node XA --as supervisor',
    'import approve 0198f000-0000-7000-8000-000000000001 --node XA --confirm 5f0c... --wait',
  ],
  options: [
    confirmOption(),
    new Option('--wait', 'come back when everything in it is issued'),
    ...connectionOptions('supervisor'),
  ],
  async run(call) {
    const { options, args, terminal, output } = call
    const id = idArgument(args[0])
    const { client, sameNode } = await connect(options, terminal, 'supervisor', patienceMs)
    const { confirm, wait } = options
    if (confirm === undefined) {
      const preview = await client.imports.recipients(id)
      const again = `crosswatch import approve ${id} ${sameNode}${wait === true ? ' --wait' : ''}`
      output.result({ id, ...preview }, () => previewText(preview, again))
      return
    }
    const approved = await client.imports.approve(id, confirm)
    const status = wait === true ? await waitUntilIssued(client, approved, call) : approved
    output.result(status, () => statusText(status))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'show how far an import is',
  examples: ['import show 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const status = await client.imports.show(idArgument(args[0]))
    output.result(status, () => statusText(status))
  },
})

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list imports, the latest first',
  examples: ['import list --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const imports = await client.imports.list()
    output.result({ imports }, () => listText(imports))
  },
})

const discard = command<ConnectionOptions>({
  name: 'discard <id>',
  summary: 'drop an import that was not approved',
  examples: ['import discard 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const status = await client.imports.discard(idArgument(args[0]))
    output.result(status, () => statusText(status))
  },
})

/** What can be done with an import besides making it. */
export const decisionCommands: readonly AddCommand[] = [approve, list, show, discard]

async function waitUntilIssued(
  client: Client,
  approved: ImportStatus,
  { output, terminal }: Call<unknown>,
): Promise<ImportStatus> {
  using bar = output.bar('issuing', approved.drafted)
  let status = approved
  while (status.state === 'issuing') {
    bar.update(status.issued, `${status.issued} of ${status.drafted}`)
    await delay(pollMs, undefined, { signal: terminal.interrupted })
    status = await client.imports.show(approved.id)
  }
  return status
}

function statusText({
  id,
  source,
  state,
  drafted,
  unchanged,
  refused,
  missing,
  issued,
}: ImportStatus): string {
  return [
    `${source}  ${id}  ${state}`,
    `  drafted ${drafted}, issued ${issued}, unchanged ${unchanged}, refused ${refused}, withdrawn on approval ${missing}`,
  ].join('\n')
}

function listText(imports: readonly ImportStatus[]): string {
  if (imports.length === 0) return 'No imports.'
  return table(
    ['id', 'source', 'state', 'drafted', 'issued', 'begun'],
    imports.map(({ id, source, state, drafted, issued, createdAt }) => [
      id,
      source,
      state,
      String(drafted),
      String(issued),
      createdAt,
    ]),
  )
}
