// Another process, as another service is: officers at once, each waiting for the record of their query. Sends how many
// there were, and how long all but a hundredth of them waited at most. With `perSecond` they come at that rate, whether or not earlier ones are done.
import { setTimeout as delay } from 'node:timers/promises'
import { newSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { createAccessLog } from '@crosswatch/service-kit'
import { query } from '../../../services/audit/test/harness.ts'
import { percentile } from './figures.ts'

export interface WriterOptions {
  readonly url: string
  readonly seconds: number
  readonly officers: number
  readonly perSecond?: number
  /** Waits of the first seconds do not count: connections are opened and the code is compiled. Default none. */
  readonly warmUpSeconds?: number
}

export interface Written {
  readonly records: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const {
  url,
  seconds,
  officers,
  perSecond,
  warmUpSeconds = 0,
}: WriterOptions = JSON.parse(process.argv[2] ?? '')
await using connection = connectDatabase({ url, applicationName: 'bench writer' })
const accessLog = createAccessLog({
  jurisdiction: 'XA',
  storageKey: storageKeyFrom(newSeed()),
  software: 'bench 1',
})
const grouped = accessLog.grouped(connection.db)
/** All that the record of a query says on a node. */
const asAsked = {
  list: 1_048_576,
  policies: ['role/border-officer/query'],
  post: 'Korvan Gate',
  legalBasis: 'Border Act of XA, article 12',
}
const waits: number[] = []
const started = performance.now()
const counted = started + warmUpSeconds * 1000
const end = counted + seconds * 1000
let records = 0
const look = async (number: number) => {
  const start = performance.now()
  await grouped.append(query({ ...asAsked, officer: `officer-${number % 300}` }))
  records++
  if (start >= counted) waits.push(performance.now() - start)
}

if (perSecond === undefined) {
  const officer = async (_: unknown, number: number) => {
    while (performance.now() < end) await look(number)
  }
  await Promise.all(Array.from({ length: officers }, officer))
} else {
  const looks: Promise<void>[] = []
  for (let now = started; now < end; now = performance.now()) {
    const due = ((now - started) / 1000) * perSecond
    while (looks.length < due) looks.push(look(looks.length))
    await delay(1)
  }
  await Promise.all(looks)
}
process.send?.({ records, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99) }, () =>
  process.disconnect(),
)
