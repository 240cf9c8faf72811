// Starts a federation of one node without services, in a given folder or a temporary one, and stays until it is killed.

import { startFederation } from '../../src/index.ts'

const [directory] = process.argv.slice(2)
const federation = await startFederation({
  ...(directory === undefined ? {} : { directory }),
  nodes: 1,
  services: [],
})
process.send?.(federation.directory)
setInterval(() => {}, 2 ** 30)
