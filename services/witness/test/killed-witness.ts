// Stands in for a witness that is killed: puts one checkpoint after the other into the store, and says each size once it is
// durable.
import { openCheckpointStore } from '../src/checkpoint-store.ts'
import { emptyRoot, leafHash } from '@crosswatch/transparency'

const [folder = '', from = '0'] = process.argv.slice(2)
const origin = 'crosswatch/test/XA/access-log'
const store = await openCheckpointStore(folder)
const at = (size: number) => ({
  origin,
  size: BigInt(size),
  root: size === 0 ? emptyRoot() : leafHash(Buffer.from(String(size))),
})
for (let size = Number(from); ; size++) {
  const root = Buffer.from(at(size + 1).root).toString('base64')
  const note = `${origin}\n${size + 1}\n${root}\n\n— ${origin} AAAAAAAA\n`
  if (!(await store.replace(at(size), at(size + 1), note))) throw new Error(`${size} is not what is held`)
  process.send?.(size + 1)
}
