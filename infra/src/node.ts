// All services of a node in one process, for small nodes: the same code as one process each.
//
//   node infra/src/node.ts FOLDER     where FOLDER holds audit.env, exchange.env and so on: what each service would be given
//
// Variables of the process itself apply to every service, unless its own file says otherwise.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ServiceError } from '@crosswatch/protocol'
import { composeNode } from './compose-node.ts'
import { SERVICES, type Service } from './services.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined || folder.startsWith('-')) {
  process.stdout.write(
    'node infra/src/node.ts FOLDER\n\nRuns services of a node in this process: each that has a file FOLDER/SERVICE.env, with its variables.\n',
  )
} else {
  const file = (service: Service) => join(folder, `${service}.env`)
  const environment = (service: Service) => ({
    ...process.env,
    ...parseEnv(readFileSync(file(service), 'utf8')),
  })
  try {
    const node = await composeNode(
      SERVICES.filter((service) => existsSync(file(service))),
      environment,
    )
    const stop = () => void node[Symbol.asyncDispose]()
    process.once('SIGTERM', stop).once('SIGINT', stop)
    await node.prepared()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    process.stderr.write(`crosswatch node: ${error.message}\n`)
    process.exit(error.code === 'invalid-configuration' ? 2 : 1)
  }
}
