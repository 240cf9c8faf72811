import { flagReasons, type FlagReason } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { idArgument } from '../options.ts'
import { referenceText } from './alert-text.ts'

/** `crosswatch alert flag`: a national decision about an alert of another jurisdiction. */
export const flagCommand = command<
  ConnectionOptions & { readonly reason: FlagReason; readonly note?: string }
>({
  name: 'flag <id>',
  summary: 'do not act upon an alert of another jurisdiction here, and tell it why',
  examples: ['alert flag 0198f000-0000-7000-8000-000000000001 --reason national-law --node XB'],
  options: [
    new Option('--reason <reason>').choices(flagReasons).makeOptionMandatory(),
    new Option('--note <text>', 'for the issuer, at most 300 characters'),
    ...connectionOptions('supervisor'),
  ],
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'supervisor')
    const { reason, note } = options
    const reference = await client.alerts.flag(idArgument(args[0]), { reason, ...(note && { note }) })
    output.result(reference, () => referenceText(reference, 'flagged', sameNode))
  },
})

/** `crosswatch alert unflag`: the decision is lifted. */
export const unflagCommand = command<ConnectionOptions>({
  name: 'unflag <id>',
  summary: 'act upon a flagged alert again',
  examples: ['alert unflag 0198f000-0000-7000-8000-000000000001 --node XB'],
  options: connectionOptions('supervisor'),
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'supervisor')
    const reference = await client.alerts.unflag(idArgument(args[0]))
    output.result(reference, () => referenceText(reference, 'unflagged', sameNode))
  },
})
