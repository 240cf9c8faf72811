import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFederation } from '@crosswatch/infra'
import { roles, type AlertDetail, type RecordList } from '@crosswatch/protocol'
import t from 'tap'
import { everywhere, matrix } from '../authorisation/matrix.ts'
import { services } from '../authorisation/requests.ts'
import { inDatabase } from '../support/databases.ts'
import { hubMessages } from '../support/hub.ts'
import { officerOf } from '../support/officers.ts'
import { pageVisitor } from '../support/pages.ts'
import { staffOf, until } from '../support/sharing.ts'
import { lookThroughDatabase, lookThroughFiles } from './at-rest.ts'
import { createNeedles } from './needles.ts'
import { plantEverything } from './scenario.ts'
import { createSightings } from './sightings.ts'
import { askWrongly, changeEverything, readEverything, type Askers } from './sweep.ts'
import { broken, seenByNobody } from './taint-rules.ts'
import { taintTable } from './taint-table.ts'

/** A string that stands nowhere else is planted in every field, and found exactly where a table says that it may be. */

const table = new URL('taint-table.md', import.meta.url)
// Set to anything, the table is written anew with what was seen in this run.
const rewrite = process.env['CROSSWATCH_WRITE_TAINT'] !== undefined

const federation = await startFederation({ processes: 'node', logLevel: 'debug' })
t.teardown(() => federation[Symbol.asyncDispose]())
const { description } = federation
const staff = {
  XA: await staffOf(federation, 'XA'),
  XB: await staffOf(federation, 'XB'),
  XC: await staffOf(federation, 'XC'),
}
const nodes = ['XA', 'XB', 'XC'] as const
const needles = createNeedles()
const sightings = createSightings(needles)

await t.test('everything is planted, read as everybody, and ended', async (t) => {
  const planted = await plantEverything(needles, staff)
  const sweeps = await Promise.all(
    nodes.map(async (node) => {
      const ids = { ...planted.ids, record: await recordsWithTerms(node) }
      return { askers: await askersAt(node), known: { ...planted, node, ids }, needles, sightings }
    }),
  )
  const asked = await Promise.all(sweeps.map((sweep) => readEverything(sweep)))
  await Promise.all(sweeps.map((sweep) => askWrongly(sweep)))
  const [alert] = planted.ids.alert ?? []
  for (const sweep of sweeps) {
    await changeEverything(sweep)
    // What XA ended, the others have heard of before they are asked to end anything.
    for (const { analyst } of Object.values(staff)) {
      await until('the alert is withdrawn', async () => {
        const { summary } = await analyst.expect<AlertDetail>('alerts', 'GET', `/v1/alerts/${alert}`)
        return summary.state === 'withdrawn'
      })
    }
  }
  t.comment(`${asked.join(' + ')} requests that read`)
})

await t.test('whatever lies on a disk or in a database is looked through', async (t) => {
  for (const node of nodes) t.ok((await lookThroughDatabase(federation, node, sightings)) > 50, node)
  const messages = await hubMessages(federation)
  for (const { data } of messages) {
    sightings.look({ node: 'all', where: 'hub', who: '-' }, Buffer.from(data))
  }
  t.ok(messages.length > 20)
  const files = lookThroughFiles(federation.directory, sightings)
  t.ok(files.some((file) => file.includes('postgres')) && files.some((file) => file.includes('nats')))
  t.ok(files.filter((file) => file.endsWith('.log')).length >= nodes.length)
})

void t.test('nobody sees what no rule lets them see', (t) => {
  t.same(broken(needles.fields(), sightings.all()), [])
  t.end()
})

void t.test('everything that is planted is seen by somebody, unless there is a reason', (t) => {
  const seen = new Set(sightings.all().map(({ field }) => field))
  t.same(
    needles.fields().filter((field) => !seen.has(field)),
    Object.keys(seenByNobody),
  )
  t.end()
})

void t.test('each string is seen exactly where the table says', (t) => {
  const now = taintTable(needles.fields(), sightings.places(), sightings.all())
  if (rewrite) writeFileSync(table, now)
  const lines = (text: string) => text.split('\n')
  t.same(
    lines(now),
    lines(readFileSync(table, 'utf8')),
    'read what is different; if it is right, write the table anew with CROSSWATCH_WRITE_TAINT=1',
  )
  t.end()
})

void t.test('every route of every service is among the places', (t) => {
  const looked = new Set(sightings.places())
  const routes = [
    ...Object.keys(matrix),
    ...services.flatMap((service) => everywhere.map((route) => `${service} ${route}`)),
  ]
  t.same(
    routes.filter((route) => !looked.has(route) && !route.endsWith('/sign-out')),
    [],
  )
  t.end()
})

void t.test('a string that leaks is found, wherever and however it is written', async (t) => {
  const field = 'leak/on purpose'
  const value = needles.plant(field)
  const encoded: Readonly<Record<string, string>> = {
    plain: `a name: ${value}.`,
    'upper case': value.toUpperCase(),
    JSON: JSON.stringify({ name: value.replaceAll(/./g, escaped) }).replaceAll('\\\\', '\\'),
    URL: value.replaceAll(/./g, (letter) => `%${Buffer.from(letter).toString('hex')}`),
    HTML: value.replaceAll(/./g, (letter) => `&#${letter.codePointAt(0)};`),
    hexadecimal: Buffer.from(`a ${value}`).toString('hex'),
    'base64 in JSON': JSON.stringify({ payload: Buffer.from(`{"n":"${value}"}`).toString('base64') }),
    'base64 for URLs': Buffer.from(`ab${value}?`).toString('base64url'),
    'base64 of base64': Buffer.from(Buffer.from(value).toString('base64')).toString('base64'),
  }
  for (const [name, text] of Object.entries(encoded)) t.same(needles.seenIn(text), [field], name)
  t.same(needles.seenIn('zqxcanary'), [], 'and nothing else')

  const leaks = createSightings(needles)
  await inDatabase(federation, 'XC', async (client) => {
    await client.query('create table public.leak (words text, bytes bytea)')
    await client.query('insert into public.leak values ($1, null)', [encoded['base64 in JSON']])
  })
  await lookThroughDatabase(federation, 'XC', leaks)
  writeFileSync(join(federation.directory, 'logs', 'leak.log'), Buffer.from(value, 'utf16le'))
  lookThroughFiles(federation.directory, leaks)
  leaks.look({ node: 'XC', where: 'alerts GET /v1/leak', who: 'analyst' }, encoded['plain'] ?? '')
  const places = leaks.all().filter((sighting) => sighting.field === field)
  t.same(
    places.map(({ where }) => where),
    ['alerts GET /v1/leak', 'database public.leak', 'files logs', 'files postgres'],
  )
  t.equal(broken([], places).length, 3, 'and no rule lets it lie on a disk')
})

function escaped(letter: string): string {
  return `\\u${letter.codePointAt(0)?.toString(16).padStart(4, '0')}`
}

/** Somebody of each role, with a token at the services and signed in at the console. */
async function askersAt(node: string): Promise<Askers> {
  return new Map(
    await Promise.all(
      roles.map(async (role) => {
        const user = description.users.find((one) => one.jurisdiction === node && one.roles.includes(role))
        const officer = await officerOf(description, node, user?.user ?? '', role)
        return [role, { officer, visitor: await pageVisitor(description, node, role) }] as const
      }),
    ),
  )
}

/** The records that hold what somebody typed: the others say nothing that was planted, and are found by a search. */
async function recordsWithTerms(node: keyof typeof staff): Promise<string[]> {
  const { records } = await staff[node].auditor.expect<RecordList>('audit', 'POST', '/v1/records/search', {
    purpose: 'oversight',
    limit: 200,
  })
  return records.filter(({ terms }) => terms !== 'none').map(({ record }) => record.id)
}
