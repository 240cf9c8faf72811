import type { Identity, ImpactEstimate, Role } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { createNode, startServer, token, until } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const broker: Identity = {
  subject: 'person',
  names: [{ full: 'Dragomir Ilarion Vântu', kind: 'primary' }],
  birthDates: [{ date: '1974-08-12' }],
  phones: ['+37369555010'],
}

async function start() {
  const node = await createNode(t, postgres)
  let asked = 0
  const kept = async () => (await node.superuser.db.execute(sql`select * from watchlist.recent_query`)).rows
  const estimate = (identity: Identity, role: Role = 'analyst') =>
    node.app.inject({
      method: 'POST',
      url: '/v1/impact-estimates',
      headers: { authorization: `Bearer ${token([role])}` },
      payload: { identity, purposes: ['border-check', 'labour-inspection'] },
    })
  return {
    node,
    kept,
    estimate,
    askTimes: async (times: number, subject: Parameters<typeof node.ask>[0]) => {
      for (let i = 0; i < times; i++) await node.ask(subject)
      asked += times
    },
    allKept: () => until('all are kept', async () => (await kept()).length === asked, 12_000),
    of: async (identity: Identity) => (await estimate(identity)).json<ImpactEstimate>(),
  }
}

t.test('an alert is held against the last queries, of which nothing can be read', async (t) => {
  const { node, kept, estimate, askTimes, allKept, of } = await start()
  await askTimes(6, { name: 'VANTU, Dragomir Ilarion', birthDate: '1974' })
  await askTimes(5, { phones: ['069 555 010'] })
  await askTimes(5, { name: 'Ilarion Dragomir Vantu' })
  await askTimes(4, { name: 'Dragomir Ilarion Vantu', birthDate: '1981-01-01' })
  await askTimes(4, { name: 'Somebody Else', birthDate: '1974' })
  await node.ask({ name: 'Dragomir Ilarion Vantu' }, { purpose: 'alert-management' }, ['analyst'])
  await allKept()

  await t.test('a number counts, and a name with its birth year; a name alone is possible', async (t) => {
    t.same(await of(broker), {
      queries: 24,
      days: 3,
      hits: { atLeast: 11, atMost: 11 },
      possible: { atLeast: 5, atMost: 5 },
    })
    t.match(await of({ subject: 'person', names: broker.names }), {
      hits: { atLeast: 0, atMost: 4 },
      possible: { atLeast: 15, atMost: 15 },
    })
  })
  await t.test('a few are not told apart from none', async (t) => {
    const another: Identity = { ...broker, names: [{ full: 'Somebody Else', kind: 'primary' }], phones: [] }
    t.match(await of(another), { hits: { atLeast: 0, atMost: 4 }, possible: { atLeast: 0, atMost: 4 } })
  })
  await t.test('what stands in the table is numbers of 24 bits, a day and a purpose', async (t) => {
    for (const row of await kept()) {
      t.same(Object.keys(row).toSorted(), ['day', 'keys', 'purpose'])
      t.equal(row['day'], '2026-03-10')
      t.equal(
        (row['keys'] as number[]).every((key) => key >= 0 && key < 2 ** 24),
        true,
      )
    }
  })
  await t.test('only who may write alerts asks, and it is on record with what it was about', async (t) => {
    t.equal((await estimate(broker, 'border-officer')).statusCode, 403)
    const records = (await node.records()).filter(({ operation }) => operation === 'impact.estimate')
    t.match(records[0], { outcome: 'done', count: 24, terms: { query: { identity: broker } } })
    t.match(records.at(-1), { outcome: 'denied', reason: 'forbidden' })
    t.equal(node.log().includes('Vântu') || node.log().includes('VANTU'), false)
  })
  await t.test(
    'the same query leaves other numbers on another day, and the day goes with its secret',
    async (t) => {
      const before = (await kept()).flatMap((row) => row['keys'] as number[])
      node.setTime('2026-03-11T09:00:00.000Z')
      await askTimes(1, { name: 'Somebody Else', birthDate: '1974' })
      await allKept()
      const today = (await kept()).filter((row) => row['day'] === '2026-03-11')
      t.equal(today.length, 1)
      const keys = today.flatMap((row) => row['keys'] as number[])
      t.equal(keys.length, 2)
      t.equal(
        keys.every((key) => before.includes(key)),
        false,
      )
      node.setTime('2026-03-13T09:00:00.000Z')
      await until('the first day is gone', async () => (await kept()).length === 1, 12_000)
      const { rows } = await node.superuser.db.execute(
        sql`select day from watchlist.recent_secret order by day`,
      )
      t.same(rows, [{ day: '2026-03-11' }, { day: '2026-03-13' }])
      t.match(await of(broker), { queries: 1 })
    },
  )
})
