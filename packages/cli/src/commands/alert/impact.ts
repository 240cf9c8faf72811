import type { ImpactEstimate, RoundedCount } from '@crosswatch/protocol'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import { idArgument } from '../options.ts'

export const impactCommand = command<ConnectionOptions>({
  name: 'impact <id>',
  summary: 'estimate how many of the last queries at this node an alert would have met',
  examples: ['alert impact 0198f000-0000-7000-8000-000000000001 --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const { content, draft } = await client.alerts.show(idArgument(args[0]))
    const { identity, purposes } = draft ?? content
    if (identity === undefined || purposes === undefined)
      throw usageError('The alert names nobody whom a query could meet.')
    const estimate = await client.queries.impact({ identity, purposes })
    output.result(estimate, () => impactText(estimate))
  },
})

function impactText({ queries, days, hits, possible }: ImpactEstimate): string {
  return [
    `Of ${queries} queries in the last ${days} days it would have met`,
    `  ${countText(hits)} by a number, or by name and birth year`,
    `  ${countText(possible)} by name alone`,
  ].join('\n')
}

function countText({ atLeast, atMost }: RoundedCount): string {
  return atLeast === atMost ? String(atLeast) : `fewer than ${atMost + 1}`
}
