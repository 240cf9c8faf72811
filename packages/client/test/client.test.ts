import { createServer, type AddressInfo } from 'node:net'
import t from 'tap'
import { ApiError, ConnectionError, createClient } from '../src/index.ts'
import { refuse, startStubGateway } from './stub-gateway.ts'

const id = '0198f000-0000-7000-8000-000000000001'
const analyst = { user: 'xa-analyst', password: 'analyst password' }

t.test('it signs in with the first request, and again before the token ends', async (t) => {
  const stub = await startStubGateway(t, { 'GET /api/alerts/v1/imports': () => ({ imports: [] }) })
  let now = 0
  const client = createClient({ gateway: stub.url, ...analyst, now: () => now })
  t.same(stub.requests.length, 0, 'making a client asks for nothing')
  await Promise.all([client.imports.list(), client.imports.list()])
  const signIns = () => stub.requests.filter(({ route }) => route === 'POST /api/sign-in').length
  t.equal(signIns(), 1, 'two requests at once share one sign-in')
  now = 8 * 60_000
  await client.imports.list()
  t.equal(signIns(), 1, 'after eight minutes the token is still good')
  now = 9 * 60_000 + 1
  await client.imports.list()
  t.equal(signIns(), 2, 'after nine minutes it is renewed, before its ten are over')
  t.match(await client.signIn(), { id: 'xa-analyst', roles: ['analyst'], jurisdiction: 'XA' })
})

t.test('a token that the node no longer takes is replaced once', async (t) => {
  const stub = await startStubGateway(t, { 'GET /api/alerts/v1/imports': () => ({ imports: [] }) })
  const client = createClient({ gateway: stub.url, ...analyst })
  await client.imports.list()
  stub.expireTokens()
  t.same(await client.imports.list(), [])

  const given = createClient({ gateway: stub.url, token: 'made-elsewhere' })
  t.equal(await given.signIn(), undefined)
  await t.rejects(given.imports.list(), { code: 'not-signed-in', status: 401 })
})

t.test('a problem becomes an error that keeps its code and its sentence', async (t) => {
  const stub = await startStubGateway(t, {
    'POST /api/alerts/v1/alerts/:id/approve': () => refuse('four-eyes', `alert ${id}`),
  })
  const client = createClient({ gateway: stub.url, ...analyst })
  const error: unknown = await client.alerts.approve(id, 'a'.repeat(64)).catch((refused: unknown) => refused)
  t.ok(error instanceof ApiError)
  t.match(error, {
    code: 'four-eyes',
    status: 403,
    title: 'A second officer must decide this; ask a colleague who did not write it.',
    detail: `alert ${id}`,
    instance: 'urn:crosswatch:request:0198f000-0000-7000-8000-000000000000',
  })
  const wrong = createClient({ gateway: stub.url, user: 'xa-analyst', password: 'wrong' })
  await t.rejects(wrong.signIn(), { code: 'sign-in-refused' })
})

t.test('where no Crosswatch node answers, the error says so', async (t) => {
  const nobody = createClient({ gateway: await unusedAddress(), ...analyst })
  await t.rejects(nobody.signIn(), { name: 'ConnectionError', code: 'unreachable' })
  const other = createClient({
    gateway: 'http://other.example',
    ...analyst,
    fetch: () => Promise.resolve(new Response('<h1>It works</h1>', { status: 404 })),
  })
  const error: unknown = await other.signIn().catch((refused: unknown) => refused)
  t.ok(error instanceof ConnectionError && error.code === 'not-crosswatch')
})

t.test('what may be repeated is repeated while the node is away, and nothing else', async (t) => {
  let failures = 2
  const stub = await startStubGateway(t, {
    'POST /api/alerts/v1/imports/:id/rows': () =>
      failures-- > 0 ? refuse('unavailable') : { drafted: 1, unchanged: 0, refused: [] },
    'POST /api/alerts/v1/imports': () => refuse('unavailable'),
  })
  const client = createClient({ gateway: stub.url, ...analyst, patienceMs: 10_000 })
  t.match(await client.imports.addRows(id, []), { drafted: 1 })
  await t.rejects(client.imports.create({ source: 'test', complete: true }), { code: 'unavailable' })
  t.equal(stub.requests.filter(({ route }) => route === 'POST /api/alerts/v1/imports').length, 1)
  stub.cutConnections(1)
  t.match(await client.imports.addRows(id, []), { drafted: 1 }, 'a connection that broke')

  const impatient = createClient({ gateway: stub.url, ...analyst })
  await impatient.signIn()
  stub.cutConnections(1)
  await t.rejects(impatient.imports.addRows(id, []), { code: 'cut-off' })
})

t.test('lists are read page by page, exports line by line', async (t) => {
  const stub = await startStubGateway(t, {
    'GET /api/alerts/v1/alerts': ({ query }) =>
      query.get('after') === null
        ? { alerts: [{ id: 'a' }], next: 'x' }
        : { alerts: [{ id: 'b' }], next: null },
    'GET /api/audit/v1/log/export': () => 'one\ntwo\n\nthree',
  })
  const client = createClient({ gateway: stub.url, ...analyst })
  const ids = []
  for await (const { id: listed } of client.alerts.list({ state: 'active' })) ids.push(listed)
  t.same(ids, ['a', 'b'])
  t.equal(stub.requests.at(-1)?.query.toString(), 'state=active&after=x')
  const lines = []
  for await (const line of client.records.export()) lines.push(line)
  t.same(lines, ['one', 'two', '', 'three'])
  for await (const line of client.records.export()) {
    t.equal(line, 'one', 'stopping early is allowed')
    break
  }
})

t.test('what is asked about a person stands in the body only', async (t) => {
  const stub = await startStubGateway(t, { 'POST /api/watchlist/v1/queries': () => ({ verdict: 'none' }) })
  const client = createClient({ gateway: stub.url, ...analyst })
  await client.queries.ask({ purpose: 'border-check', subject: { name: 'VANTU Dragomir' } })
  const request = stub.requests.at(-1)
  t.same(request?.body, { purpose: 'border-check', subject: { name: 'VANTU Dragomir' } })
  t.equal(request?.query.size, 0)
  t.notMatch(JSON.stringify(request?.headers), /VANTU/)
})

/** An address at which nobody listens any more. */
async function unusedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}
