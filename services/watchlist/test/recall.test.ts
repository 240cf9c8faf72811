import type { Identity } from '@crosswatch/protocol'
import t from 'tap'
import { createWatchlist, type Watchlist } from '../src/list/watchlist.ts'
import { anAlert, grounds } from './support/alerts.ts'
import { createNode, startServer, until, type TestNode } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const person = (full: string, number: string): Identity => ({
  subject: 'person',
  names: [{ full, kind: 'primary' }],
  birthDates: [{ date: '1974-08-12' }],
  documents: [{ kind: 'passport', number, country: 'MD' }],
})
const names = ['Dragomir Ilarion Vântu', 'Oksana Petrivna Halych', 'Thandiwe Marisol Okonkwo']

async function listAll(node: TestNode): Promise<void> {
  await node.alerts.list(
    names.map((name, at) => anAlert({ identity: person(name, `AB000000${at}`), grounds })),
  )
  await until('the alerts are listed', async () => (await node.status()).alerts === names.length)
}

async function metric(node: TestNode, name: string, label = ''): Promise<number | undefined> {
  const { body } = await node.app.inject({ url: '/metrics' })
  const value = new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (\\S+)$`, 'm').exec(body)?.[1]
  return value === undefined ? undefined : Number(value)
}

const samples = 'crosswatch_index_recall_samples_total'
/** A thread starts with a list of its own; that takes seconds, and more on a busy machine. */
const patience = 60_000

t.test('a second look without the index finds what the index found', async (t) => {
  const node = await createNode(t, postgres, { recallShare: 1 })
  await listAll(node)
  const asked = [
    { name: 'VANTU, Dragomri', birthDate: '1974-08-12' },
    { name: 'Оксана Галич' },
    { documents: [{ number: 'AB 000 0002' }] },
    { name: 'Nobody Atall Listed' },
  ]
  for (const [at, subject] of asked.entries()) {
    const { verdict } = await node.ask(subject)
    t.equal(verdict === 'none', at === 3)
    await until(
      'it was looked up again',
      async () => (await metric(node, samples, 'compared')) === at + 1,
      patience,
    )
  }
  const { recall } = await node.status()
  t.match(recall, { queries: 4, lost: 0, alarm: false })
  t.ok(recall.hits >= 2)
  t.equal(await metric(node, 'crosswatch_index_recall'), 1)
  t.equal(await metric(node, 'crosswatch_index_recall_possible'), 1)
})

t.test('an index that loses an alert raises an alarm that names nobody', async (t) => {
  const sound = createWatchlist()
  const broken: Watchlist = {
    ...sound,
    find: (subject, options) =>
      sound.find(subject, options).filter(({ alert }) => !alert.label.startsWith('Drag')),
  }
  const node = await createNode(t, postgres, { recallShare: 1, list: broken })
  await listAll(node)

  t.equal((await node.ask({ name: names[1] ?? '' })).verdict, 'hit')
  await until('it was looked up again', async () => (await node.status()).recall.queries === 1, patience)
  t.match(await node.status(), { recall: { hits: 1, lost: 0, alarm: false } })

  t.equal((await node.ask({ name: names[0] ?? '' })).verdict, 'none', 'the index has lost it')
  await until('it was looked up again', async () => (await node.status()).recall.queries === 2, patience)
  t.match(await node.status(), { recall: { hits: 2, lost: 1, alarm: true }, ready: true })
  t.equal(await metric(node, 'crosswatch_index_recall'), 0.5)
  t.equal(await metric(node, 'crosswatch_index_recall_lost_total', '"hit"'), 1)
  const line = node
    .log()
    .split('\n')
    .find((one) => one.includes('does not find'))
  t.match(JSON.parse(line ?? '{}'), { level: /error|50/, alerts: [/^[0-9a-f-]{36}$/] })
  t.notMatch(node.log(), /Dragomir|V[aâ]ntu/i)
})

t.test('queries do not wait for it: what is too much is dropped and counted', async (t) => {
  const node = await createNode(t, postgres, { recallShare: 1 })
  await listAll(node)
  await Promise.all(Array.from({ length: 40 }, () => node.ask({ name: names[0] ?? '' })))
  const dropped = await metric(node, samples, 'dropped')
  t.ok((dropped ?? 0) >= 20, `${dropped} of 40 were dropped`)
})
