import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  sealKeyFile,
  newContentKey,
  newSeed,
  pinOf,
  signFederation,
  signerFromSeed,
  storageKeyFrom,
  writeKeyFile,
} from '@crosswatch/crypto'
import { askedPersonKeys } from '@crosswatch/matching'
import { envelopeBytes, type SubjectQuery, toBase64 } from '@crosswatch/protocol'
import { createLogger, loadConfig } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { createPosts, readPostsFile } from '../src/accounts/posts.ts'
import { createThrottle } from '../src/accounts/throttle.ts'
import { createMissingAccounts, readUsersFile } from '../src/accounts/users-file.ts'
import { GatewayConfig, startService } from '../src/index.ts'
import { cheap, startGateway, startServer, type Gateway } from './support/gateway.ts'
import { visit } from './support/visitor.ts'

const postgres = await startServer(t)
const canary = 'Zzyzx-Canary'
const noPosts: ReadonlySet<string> = new Set()

function signIn({ url }: Pick<Gateway, 'url'>, user: string, password = `password of ${user}`) {
  return fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  })
}

interface Answer {
  readonly token: string
  readonly expiresIn: number
  readonly officer: object
  readonly instance: string
  readonly code: string
  readonly verdict: string
  readonly alerts: readonly unknown[]
}

async function read(answer: Response) {
  const body: Answer = JSON.parse(await answer.text())
  return body
}

/** The status of a path as it is written: fetch would tidy it. */
async function rawStatus({ url }: Pick<Gateway, 'url'>, path: string): Promise<number> {
  const [response] = await once(request(url, { path }).end(), 'response')
  response.resume()
  return response.statusCode
}

t.test('a user name and a password for a token of ten minutes, which the services take', async (t) => {
  const gateway = await startGateway(t, postgres)
  const answer = await signIn(gateway, 'xa-analyst')
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('cache-control'), 'no-store')
  t.equal(answer.headers.get('set-cookie'), null)
  const { token, expiresIn, officer } = await read(answer)
  t.equal(expiresIn, 600)
  t.same(officer, {
    id: 'xa-analyst',
    roles: ['analyst'],
    authority: 'Labour Inspectorate of Arvenia',
    jurisdiction: 'XA',
  })
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  t.match(claims, {
    sub: 'xa-analyst',
    iss: 'crosswatch',
    aud: 'crosswatch',
    jurisdiction: 'XA',
    jti: String,
  })
  t.equal(claims.exp - claims.iat, 600)

  const authorization = `Bearer ${token}`
  const list = await fetch(`${gateway.url}/api/alerts/v1/alerts?origin=own`, { headers: { authorization } })
  t.equal(list.status, 200)
  t.ok((await read(list)).alerts.length > 0)
  const forbidden = await fetch(
    `${gateway.url}/api/alerts/v1/alerts/01980f00-0000-7000-8000-000000000001/approve`,
    {
      method: 'POST',
      headers: { authorization },
    },
  )
  t.equal(forbidden.status, 403)
  const query = await fetch(`${gateway.url}/api/watchlist/v1/queries`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: 'border-check', subject: { name: 'vantu' } }),
  })
  t.equal((await read(query)).verdict, 'hit')

  t.match(await gateway.records(), [
    { operation: 'sign-in', officer: 'xa-analyst', roles: ['analyst'], outcome: 'done', jurisdiction: 'XA' },
  ])
})

t.test('a refusal says the same to everybody, and the log tells them apart', async (t) => {
  const gateway = await startGateway(t, postgres)
  await gateway.superuser.db.execute(sql`update gateway."user" set disabled = true where name = 'xa-admin'`)
  const answers = [
    await signIn(gateway, 'xa-analyst', canary),
    await signIn(gateway, `Somebody ${canary}`, 'x'),
    await signIn(gateway, 'xa-admin'),
  ]
  const bodies = []
  for (const answer of answers) {
    t.equal(answer.status, 401)
    const { instance: _instance, ...body } = await read(answer)
    bodies.push(body)
  }
  t.match(bodies[0], { code: 'sign-in-refused', detail: undefined })
  t.same(bodies[1], bodies[0])
  t.same(bodies[2], bodies[0])

  const records = await gateway.records()
  t.match(records, [
    { operation: 'sign-in.refused', officer: 'xa-analyst', outcome: 'denied', reason: 'sign-in-refused' },
    {
      operation: 'sign-in.refused',
      officer: 'system:gateway',
      roles: [],
      outcome: 'denied',
      reason: 'sign-in-refused',
    },
    { operation: 'sign-in.refused', officer: 'xa-admin', outcome: 'denied', reason: 'disabled' },
  ])
  t.match(records[1]?.opened, { query: { user: `Somebody ${canary}`, address: '127.0.0.1' } })
  t.notMatch(JSON.stringify(records.map(({ opened: _opened, ...record }) => record)), canary)
  t.notMatch(JSON.stringify(records), 'password of', 'a password is nowhere')
  t.notMatch(gateway.log(), canary)
  t.notMatch(gateway.log(), 'xa-analyst')
})

t.test('an unknown user takes as long as a wrong password', async (t) => {
  const gateway = await startGateway(t, postgres, { passwordCost: { memoryKiB: 32 * 1024, passes: 2 } })
  const median = async (user: string) => {
    const times = []
    for (let turn = 0; turn < 4; turn++) {
      const begun = performance.now()
      await signIn(gateway, user, 'wrong')
      times.push(performance.now() - begun)
    }
    return times.toSorted((a, b) => a - b)[1] ?? 0
  }
  await signIn(gateway, 'warm-up')
  const known = await median('xa-analyst')
  const unknown = await median('nobody')
  t.ok(unknown > known / 3 && unknown < known * 3, `${unknown.toFixed(1)} ms and ${known.toFixed(1)} ms`)
})

t.test('whoever guesses is slowed down, whoever signs in is not', async (t) => {
  const gateway = await startGateway(t, postgres)
  for (let turn = 0; turn < 12; turn++) t.equal((await signIn(gateway, 'xa-border')).status, 200)
  for (let turn = 0; turn < 5; turn++) t.equal((await signIn(gateway, 'xa-analyst', 'wrong')).status, 401)
  for (let turn = 0; turn < 3; turn++) {
    const answer = await signIn(gateway, 'xa-analyst')
    t.equal(answer.status, 429, 'the right password does not help any more')
    t.equal((await read(answer)).code, 'too-many-requests')
  }
  t.equal((await signIn(gateway, 'xa-supervisor')).status, 200, 'others go on')
  const refused = (await gateway.records()).filter(({ operation }) => operation === 'sign-in.refused')
  t.equal(refused.length, 6, 'five wrong passwords, and one record for all that came after')
  t.match(refused.at(-1), { reason: 'too-many-requests', officer: 'system:gateway' })
})

t.test('the throttle forgets after a while, counts side by side, and holds no more than it may', (t) => {
  let time = 0
  const now = () => new Date(time)
  const throttle = createThrottle({ now, windowMs: 1_000, perAccount: 2, perAddress: 4, remembered: 3 })
  const fails = (user: string, address = 'a') => throttle.begin({ user, address })
  fails('x')
  const good = fails('x')
  t.throws(() => fails('x'), { code: 'too-many-requests', first: true })
  t.throws(() => fails('x'), { code: 'too-many-requests', first: false })
  good.release()
  fails('x')
  t.throws(() => fails('x'), { code: 'too-many-requests' })
  fails('x', 'another address')
  time = 1_001
  fails('x')
  fails('y')
  fails('z')
  fails('u')
  t.throws(() => fails('v'), { code: 'too-many-requests' }, 'one address guesses at many accounts')
  t.end()
})

t.test('an IPv6 network guesses as one, however many addresses it has', (t) => {
  const guessing = (first: string, second: string) => () => {
    const throttle = createThrottle({ now: () => new Date(0), perAccount: 1 })
    for (const address of [first, second]) throttle.begin({ user: 'x', address })
  }
  for (const [first, second] of [
    ['2001:db8:7:1::1', '2001:db8:7:1:89ab:cdef:0:2'],
    ['2001:db8::1', '2001:DB8:0:0:1::'],
    ['2001:db8:0:0:1:2:3:4', '2001:db8::192.0.2.7'],
    ['::1:0:0:0:1', '0:0:0:1::2'],
    ['fe80::1%eth0', 'fe80::2%eth0'],
  ] as const) {
    t.throws(guessing(first, second), { code: 'too-many-requests' }, `${first} and ${second} are in one /64`)
  }
  for (const [first, second] of [
    ['2001:db8:7:1::1', '2001:db8:7:2::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['10.1.2.3', '10.1.2.4'],
    ['::ffff:10.1.2.3', '::ffff:10.1.2.4'],
  ] as const) {
    t.doesNotThrow(guessing(first, second), `${first} and ${second} are two`)
  }
  t.end()
})

t.test('an outage of the database counts against nobody but those who guess', async (t) => {
  const gateway = await startGateway(t, postgres)
  const { db } = gateway.superuser
  const tryAll = async (user: string, password?: string) => {
    for (let turn = 0; turn < 5; turn++) t.ok((await signIn(gateway, user, password)).status >= 500)
  }
  await db.execute(sql`alter table gateway."user" rename to away`)
  await tryAll('xa-analyst')
  await tryAll('xa-analyst', 'wrong')
  await db.execute(sql`alter table gateway.away rename to "user"`)

  await db.execute(sql`alter function audit.append rename to away`)
  await tryAll('xa-supervisor')
  await tryAll('xa-border', 'wrong')
  await db.execute(sql`alter function audit.away rename to append`)

  t.equal((await signIn(gateway, 'xa-analyst')).status, 200, 'whose account could not be read')
  t.equal((await signIn(gateway, 'xa-supervisor')).status, 200, 'whose sign-in could not be recorded')
  t.equal((await signIn(gateway, 'xa-border')).status, 429, 'who guessed, although no record tells of it')
})

t.test('nothing can be recorded, so nobody is signed in', async (t) => {
  const gateway = await startGateway(t, postgres)
  await gateway.superuser.db.execute(sql`drop function audit.append`)
  const answer = await signIn(gateway, 'xa-analyst')
  t.equal(answer.status, 503)
  t.match(await answer.json(), { code: 'not-recorded', token: undefined })
})

t.test('the way to the services takes a token along and nothing else', async (t) => {
  const gateway = await startGateway(t, postgres)
  const { token } = await read(await signIn(gateway, 'xa-auditor'))
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(gateway.url + path, { ...init, headers })

  t.equal((await ask('/api/audit/v1/log/export')).status, 401, 'no token')
  t.equal((await ask('/api/audit/checkpoint')).status, 200, 'what is public there is public here')
  gateway.services.headers.length = 0
  const answer = await ask('/api/audit/v1/log/export', {
    authorization: `Bearer ${token}`,
    cookie: 'crosswatch-xa-session=abc; other=1',
  })
  t.equal(answer.status, 200)
  t.match(gateway.services.headers.at(-1), { authorization: `Bearer ${token}`, cookie: undefined })
  t.equal(
    gateway.services.headers.at(-1)?.['x-request-id'],
    answer.headers.get('x-request-id'),
    'one id for both logs',
  )

  gateway.services.headers.length = 0
  for (const path of [
    ...['/metrics', '/livez', '/readyz', '/openapi.json', '', '/', '/v1', '/METRICS'].map(
      (of) => `/api/audit${of}`,
    ),
    ...[
      '%6Detrics',
      '%6Civez',
      '%72eadyz',
      'metric%73?x=1',
      'metrics#x',
      'metrics;x',
      '/metrics',
      './metrics',
    ].map((of) => `/api/audit/${of}`),
    '/api/%61udit/metrics',
    '/%61pi/audit/%6Detrics',
    `${gateway.url}/api/audit/metrics`,
  ]) {
    t.equal(await rawStatus(gateway, path), 404, `${path} stays inside`)
  }
  for (const path of [
    '/api/audit/v1/../metrics',
    '/api/audit/v1/%2E%2e/metrics',
    '/api/audit/v1%2F..%2Fmetrics',
    '/api/audit/v1/x\\..\\..\\metrics',
    '/api/audit/%E0%A4%A',
  ]) {
    t.equal(await rawStatus(gateway, path), 400, `${path} is no path`)
  }
  t.equal(gateway.services.headers.length, 0, 'no service was asked')
  for (const path of ['/checkpoint', '/tile/0/000', '/policy', '/add-checkpoint', '/%761/queries']) {
    await ask(`/api/audit${path}`)
  }
  t.equal(gateway.services.headers.length, 5, 'what is meant for others is passed on')
  for (const path of [
    '/api/audit/../../metrics',
    '/api/audit/%2e%2e/%2e%2e/metrics',
    '/api/audit//metrics',
  ]) {
    t.ok((await rawStatus(gateway, path)) >= 400, `no way out of the prefix by ${path}`)
  }
  t.equal((await ask('/api/nothing/v1/x')).status, 404)
  const text = await ask(
    '/api/alerts/v1/alerts',
    { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    { method: 'POST', body: '{}' },
  )
  t.ok([403, 415].includes(text.status))

  await gateway.services[Symbol.asyncDispose]()
  const away = await ask('/api/audit/checkpoint')
  t.equal(away.status, 503)
  t.match(await away.json(), { code: 'unavailable', detail: 'audit' })
  t.equal(away.headers.get('content-type'), 'application/problem+json; charset=utf-8')
})

t.test('a request to sign in has exactly the documented form', async (t) => {
  const { url } = await startGateway(t, postgres)
  const send = (body: string, type = 'application/json') =>
    fetch(`${url}/api/sign-in`, { method: 'POST', headers: { 'content-type': type }, body })
  t.equal((await send('{"user":"x","password":"y","role":"administrator"}')).status, 400)
  t.equal((await send('{"user":"x"}')).status, 400)
  t.equal((await send('{"user":"x","password":"y"}', 'text/plain')).status, 415)
  const document: { paths: object } = JSON.parse(await (await fetch(`${url}/openapi.json`)).text())
  t.same(Object.keys(document.paths), ['/livez', '/readyz', '/api/sign-in'], 'what is documented here')
  t.equal((await send('user=x&password=y', 'application/x-www-form-urlencoded')).status, 415)
})

t.test('a users file makes the accounts that are missing and changes none', async (t) => {
  const gateway = await startGateway(t, postgres)
  const folder = await mkdtemp(join(tmpdir(), 'crosswatch-users-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'users.json')
  await writeFile(
    file,
    JSON.stringify([
      {
        user: 'xa-analyst',
        password: 'another password',
        roles: ['administrator'],
        authority: 'Elsewhere',
        jurisdiction: 'XA',
        person: { names: [`Ilvana ${canary}`], birthDate: '1981-02-10' },
      },
      {
        user: 'xa-new',
        password: 'password of xa-new',
        roles: ['auditor'],
        authority: 'Data Protection Authority',
        person: {
          names: [`Sorela ${canary}`, 'Sorela Ordunai'],
          documents: [{ number: 'Q1234567', country: 'XA' }],
        },
      },
    ]),
  )
  const users = await readUsersFile(file, noPosts)
  const storageKey = storageKeyFrom(newSeed())
  const make = (of: typeof users) => createMissingAccounts(gateway.superuser, of, { storageKey, cost: cheap })
  await Promise.all([make(users), make(users)])
  t.equal((await signIn(gateway, 'xa-new')).status, 200)
  t.equal((await signIn(gateway, 'xa-analyst', 'another password')).status, 401)
  t.match(await (await signIn(gateway, 'xa-analyst')).json(), { officer: { roles: ['analyst'] } })

  const askedFor = async (query: SubjectQuery) => {
    const keys = askedPersonKeys(query).map((key) => Buffer.from(storageKey.blindIndex('officer', key)))
    const { rows } = await gateway.superuser.pool.query<{ found: string }>(
      `select name || case when bool_or(certain) then ' certainly' else '' end as found
       from gateway.officers_of_keys($1) group by name`,
      [keys],
    )
    return rows.map(({ found }) => found)
  }
  t.strictSame(
    await askedFor({ name: `${canary}, ILVANA` }),
    ['xa-analyst'],
    'also of an account that was there',
  )
  t.strictSame(await askedFor({ name: `Ilvana ${canary}`, birthDate: '1981-02-10' }), [
    'xa-analyst certainly',
  ])
  t.strictSame(await askedFor({ name: `Ilvana ${canary}`, birthDate: '1990-02-10' }), [], 'somebody else')
  t.strictSame(await askedFor({ name: `Sorela ${canary}`, birthDate: '1990-02-10' }), ['xa-new'])
  t.strictSame(await askedFor({ documents: [{ number: 'Q 1234567' }] }), ['xa-new certainly'])
  const before = await gateway.superuser.pool.query('select * from gateway.user_key')
  await make(users.map((one) => ({ ...one, person: { names: ['Somebody Else'] } })))
  const after = await gateway.superuser.pool.query('select * from gateway.user_key')
  t.strictSame(after.rows, before.rows, 'who somebody is does not change by the file')
  const dump = await gateway.superuser.pool.query('select row_to_json(k)::text from gateway.user_key k')
  t.notMatch(JSON.stringify(dump.rows), new RegExp(canary, 'i'))
  await gateway.superuser.pool.query(`update gateway."user" set disabled = true where name = 'xa-new'`)
  t.strictSame(await askedFor({ name: `Sorela ${canary}` }), [])

  await writeFile(file, '[{"user":"x"}]')
  await t.rejects(readUsersFile(file, noPosts), { code: 'invalid-configuration' })
  await writeFile(file, 'nothing')
  await t.rejects(readUsersFile(file, noPosts), { code: 'invalid-configuration' })
  await t.rejects(readUsersFile(join(folder, 'absent.json'), noPosts), { code: 'invalid-configuration' })
})

t.test('tokens, records and pages say at which post an officer is', async (t) => {
  const gateway = await startGateway(t, postgres, {
    posts: [
      { post: 'Central office', networks: ['10.1.0.0/16', '2001:db8:1::/48'] },
      { post: 'Northern crossing', networks: ['10.2.0.0/16'] },
    ],
    trustedProxies: ['127.0.0.1'],
  })
  await gateway.superuser.pool.query(
    `update gateway."user" set posts = '["Central office"]' where name = 'xa-border'`,
  )
  const from = async (address: string, user = 'xa-border') => {
    const answer = await fetch(`${gateway.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ user, password: `password of ${user}` }),
    })
    const { token, officer }: { token: string; officer: { post?: string } } = JSON.parse(await answer.text())
    const claims: { post?: string; awayFromPost?: true } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    t.equal(officer.post, claims.post)
    const record = (await gateway.records()).at(-1)
    t.match(record, { operation: 'sign-in', post: claims.post, awayFromPost: claims.awayFromPost })
    return [claims.post, claims.awayFromPost === true]
  }
  t.same(await from('10.1.2.3'), ['Central office', false])
  t.same(await from('2001:db8:1::7'), ['Central office', false])
  t.same(await from('::ffff:10.1.2.3'), ['Central office', false])
  t.same(await from('10.2.2.3'), ['Northern crossing', true])
  t.same(await from('192.0.2.7'), [undefined, true], 'a network of no post')
  t.same(await from('10.2.2.3', 'xa-analyst'), ['Northern crossing', false], 'nobody said where they work')

  const browser = visit(gateway, { 'x-forwarded-for': '10.2.2.3' })
  await browser.signIn('xa-border')
  t.match((await browser.get('/query')).words, /Border Guard of Arvenia , Northern crossing/)
  const claimed = await startGateway(t, postgres, { posts: [{ post: 'Harbour', networks: ['10.2.0.0/16'] }] })
  const stranger = visit(claimed, { 'x-forwarded-for': '10.2.2.3' })
  await stranger.signIn('xa-border')
  t.notMatch((await stranger.get('/query')).words, /Harbour/, 'nobody in front is believed who was not named')
})

t.test('posts that cannot be used are refused, with the place', async (t) => {
  for (const [networks, problem] of [
    [['10.1.0.0'], /10\.1\.0\.0, which is no network/],
    [['10.1.0.0/33'], /which is no network/],
    [['10.1.0.0/8/8'], /which is no network/],
    [['2001:db8::/129'], /which is no network/],
    [['office'], /which is no network/],
  ] as const) {
    t.throws(() => createPosts([{ post: 'Central office', networks: [...networks] }]), {
      code: 'invalid-configuration',
      message: problem,
    })
  }
  const twice = { post: 'Central office', networks: ['10.1.0.0/16'] }
  t.throws(() => createPosts([twice, twice]), { message: /names a post twice/ })

  const folder = await mkdtemp(join(tmpdir(), 'crosswatch-posts-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'posts.json')
  await writeFile(file, '[{"post":"Central office"}]')
  await t.rejects(readPostsFile(file), { message: /is not a list of \{post, networks\}/ })
  await writeFile(file, 'nothing')
  await t.rejects(readPostsFile(file), { message: /cannot be read as JSON/ })
  const account = { user: 'x', password: 'password', roles: ['analyst'], authority: 'y', posts: ['Harbour'] }
  await writeFile(file, JSON.stringify([account]))
  await t.rejects(readUsersFile(file, new Set(['Central office'])), { message: /names the post Harbour/ })
  t.match(await readUsersFile(file, new Set(['Harbour'])), [{ posts: ['Harbour'] }])
})

t.test('the gateway starts from its configuration', async (t) => {
  const node = await postgres.createNode()
  const folder = await mkdtemp(join(tmpdir(), 'crosswatch-gateway-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const at = (name: string) => join(folder, name)
  const root = signerFromSeed(newSeed())
  const document = {
    v: 1 as const,
    federation: 'test',
    version: 1,
    previous: null,
    at: '2026-01-01T00:00:00.000Z',
    members: [
      { jurisdiction: 'XA', name: 'Arvenia', root: toBase64(root.publicKey), contact: { desk: 'Duty desk' } },
    ],
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
  await writeFile(at('passphrase'), 'of the node')
  await writeFile(at('federation'), envelopeBytes(signFederation(document, [root])))
  await writeFile(at('public.pem'), publicKeyPem)
  await writeFile(at('users.json'), '[]')
  await writeKeyFile(at('token'), await sealKeyFile('token', 'XA', newSeed(), 'of the node', cheap))
  await writeKeyFile(at('storage'), await sealKeyFile('storage', 'XA', newContentKey(), 'of the node', cheap))
  const env = {
    CROSSWATCH_JURISDICTION: 'XA',
    CROSSWATCH_DATABASE_URL: node.urls.gateway,
    CROSSWATCH_FEDERATION_FILE: at('federation'),
    CROSSWATCH_FEDERATION_PIN: pinOf(document),
    CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: at('public.pem'),
    CROSSWATCH_PASSPHRASE_FILE: at('passphrase'),
    CROSSWATCH_STORAGE_KEY_FILE: at('storage'),
    CROSSWATCH_TOKEN_KEY_FILE: at('token'),
    CROSSWATCH_USERS_FILE: at('users.json'),
    CROSSWATCH_ALERTS_URL: 'http://127.0.0.1:1',
    CROSSWATCH_WATCHLIST_URL: 'http://127.0.0.1:1',
    CROSSWATCH_AUDIT_URL: 'http://127.0.0.1:1',
    CROSSWATCH_EXCHANGE_URL: 'http://127.0.0.1:1',
    CROSSWATCH_CONSENT_URL: 'http://127.0.0.1:1',
  }
  const logger = createLogger({ service: 'gateway', level: 'silent' })
  const app = await startService({ config: loadConfig(GatewayConfig, env), logger })
  t.teardown(() => app.close())
  await app.ready()
  await app.prepared()
  t.equal((await app.inject('/readyz')).statusCode, 200)
  t.match((await app.inject('/sign-in')).body, 'Arvenia')
  const elsewhere = loadConfig(GatewayConfig, { ...env, CROSSWATCH_JURISDICTION: 'XZ' })
  await t.rejects(startService({ config: elsewhere, logger }), { code: 'invalid-configuration' })
  const noZone = loadConfig(GatewayConfig, { ...env, CROSSWATCH_TIME_ZONE: 'Nowhere/Land' })
  await t.rejects(startService({ config: noZone, logger }), { code: 'invalid-configuration' })
})

const publicKeyPem = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
`
