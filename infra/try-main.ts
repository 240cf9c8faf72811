import { startFederation } from './src/federation.ts'
const t0 = Date.now()
const f = await startFederation({
  services: ['audit', 'exchange', 'alerts'],
  say: (l) => console.log(((Date.now() - t0) / 1000).toFixed(1), l),
  directory: '/tmp/fed1',
  fresh: true,
  timeoutMs: 60000,
})
console.log('ready', (Date.now() - t0) / 1000)
process.on('SIGINT', async () => {
  await f[Symbol.asyncDispose]()
  process.exit()
})
process.on('SIGTERM', async () => {
  await f[Symbol.asyncDispose]()
  process.exit()
})
setInterval(() => {}, 1000)
