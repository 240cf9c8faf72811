// The launcher: `npm start`, `npm run stop`, and what the hub's operator runs in production.

import { parseArgs } from 'node:util'
import { start } from './commands/start.ts'
import { status } from './commands/status.ts'
import { stop } from './commands/stop.ts'
import { dataFolder, UsageError } from './commands/data-folder.ts'

const HELP = `Runs a demo federation of invented jurisdictions on this machine, on loopback only.

  npm start [-- OPTIONS]         starts it; Ctrl-C stops it
  npm run stop [-- --data DIR]   stops what runs in the data folder
  npm run status [-- --data DIR] says what runs there

  --data DIR    data folder (default .data/federation in this checkout); kept between runs
  --detach      runs in the background; the command returns when every node is ready
  --fresh       starts over: removes what an earlier run left in the data folder
  --nodes N     jurisdictions in a new federation, 1 to 26 (default 3)
  --processes P service: one process per service (default); node: one per node
  --log-level L logs of the services: debug, info, warn, error (default info)
  --help        prints this

  npm start -- --detach --fresh
`

// Whoever reads may stop reading: `npm run status | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2))

async function main([command, ...args]: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        detach: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        nodes: { type: 'string' },
        processes: { type: 'string', default: 'service' },
        'log-level': { type: 'string', default: 'info' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const directory = dataFolder(values.data)
    if (values.help || command === undefined || command === 'help') {
      process.stdout.write(HELP)
      return 0
    }
    if (command === 'stop') return await stop(directory)
    if (command === 'status') return status(directory)
    if (command === 'start') {
      const { detach, fresh, 'log-level': logLevel } = values
      const processes = kindOfProcesses(values.processes)
      return await start({
        directory,
        detach,
        fresh,
        logLevel,
        processes,
        nodes: numberOfNodes(values.nodes),
      })
    }
    throw new UsageError(`there is no command ${command}`)
  } catch (error) {
    if (!isUsageError(error)) throw error
    process.stderr.write(`${error.message}\nnpm start -- --help shows what there is.\n`)
    return 2
  }
}

function numberOfNodes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 26) throw new UsageError('--nodes takes 1 to 26')
  return count
}

function kindOfProcesses(text: string): 'service' | 'node' {
  if (text === 'service' || text === 'node') return text
  throw new UsageError('--processes takes service or node')
}

function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
}
