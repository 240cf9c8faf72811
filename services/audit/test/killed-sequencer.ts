// Plans the next checkpoint, forces the plan to disk, and is killed before it signs: the moment that a fork guard is for.
import { signerFromSeed } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { logOrigin } from '@crosswatch/transparency'
import { createSequencer, logKey, openForkGuard } from '../src/index.ts'

const [url = '', seed = '', guardFile = ''] = process.argv.slice(2)
await using connection = connectDatabase({ url, applicationName: 'killed' })
const key = logKey(logOrigin('test', 'XA'), signerFromSeed(Buffer.from(seed, 'hex')))
const signer = {
  ...key.signer,
  sign: (text: string) => {
    process.kill(process.pid, 'SIGKILL')
    return key.signer.sign(text)
  },
}
const sequencer = createSequencer({ connection, key: { ...key, signer }, guard: openForkGuard(guardFile) })
await sequencer.sequenceOnce()
