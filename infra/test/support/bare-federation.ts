// Starts a federation of one node without services and stays until it is killed.

import { startFederation } from '../../src/index.ts'

await startFederation({ directory: process.argv[2] ?? '', nodes: 1, services: [] })
process.send?.('ready')
setInterval(() => {}, 2 ** 30)
