import { generateKeyPairSync, createHmac, sign, type KeyObject } from 'node:crypto'
import { connect } from 'node:net'
import { Type } from 'typebox'
import t, { type Test } from 'tap'
import { ServiceError } from '@crosswatch/protocol'
import { createApp, createLogger, type App, type AppOptions } from '@crosswatch/service-kit'

const canary = 'Zzyzx-Canary'
const gatewayKeys = generateKeyPairSync('ed25519')
const tokenPublicKey = gatewayKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString()

t.test('a request must have exactly the documented form', async (t) => {
  const { app } = await build(t)

  const good = await app.inject({
    method: 'POST',
    url: '/v1/things',
    headers: signedIn(),
    payload: { name: 'x', n: 1 },
  })
  t.equal(good.statusCode, 200)
  t.same(good.json(), { by: 'o-17', name: 'x' })

  const refusals: [string, object | string, number, string][] = [
    ['an unknown field', { name: 'x', n: 1, [canary]: 1 }, 400, 'invalid-request'],
    ['a number as text', { name: 'x', n: '1' }, 400, 'invalid-request'],
    ['a wrong type', { name: 7, n: 1 }, 400, 'invalid-request'],
    ['a value outside the pattern', { name: canary.repeat(9), n: 1 }, 400, 'invalid-request'],
    ['a missing field', { name: 'x' }, 400, 'invalid-request'],
    ['no JSON', '{', 400, 'bad-request'],
    ['a poisoned prototype', '{"__proto__":{"a":1},"name":"x","n":1}', 400, 'bad-request'],
    ['nothing at all', '', 400, 'bad-request'],
    ['too much', { name: 'x'.repeat(20_000), n: 1 }, 413, 'payload-too-large'],
  ]
  for (const [what, payload, status, code] of refusals) {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: { ...signedIn(), 'content-type': 'application/json' },
      payload,
    })
    isProblem(t, answer, status, code, what)
    t.notMatch(answer.body, canary.repeat(2), `${what}: the value is not repeated`)
  }

  const unknown = await app.inject({
    method: 'POST',
    url: '/v1/things',
    headers: signedIn(),
    payload: { name: 'x', n: 1, extra: canary },
  })
  t.same(unknown.json().fields, [
    { part: 'body', path: '/extra', problem: 'must NOT have additional properties' },
  ])
  t.notMatch(unknown.body, canary)

  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: { ...signedIn(), 'content-type': type },
      payload: '{"name":"x","n":1}',
    })
    isProblem(t, answer, 415, 'unsupported-media-type', type)
  }

  const query = await app.inject({ url: '/v1/things?limit=ten', headers: signedIn() })
  isProblem(t, query, 400, 'invalid-request', 'a query string outside its pattern')
  t.same(query.json().fields[0].part, 'querystring')
  isProblem(t, await app.inject({ url: '/v1/nothing' }), 404, 'not-found', 'an unknown address')
  isProblem(t, await app.inject({ url: '/v1/%zz' }), 400, 'bad-request', 'an address that cannot be decoded')
  const wrongMethod = await app.inject({ method: 'DELETE', url: '/v1/things' })
  isProblem(t, wrongMethod, 405, 'method-not-allowed', 'a method the address does not take')
  t.equal(wrongMethod.headers.allow, 'GET, HEAD, POST')
})

t.test('bytes that are not HTTP get a problem too', async (t) => {
  const { app } = await build(t)
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(port), '127.0.0.1')
  socket.end(`${canary}\r\n\r\n`)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk)
  t.match(answer, /^HTTP\/1\.1 400 /)
  t.match(answer, /application\/problem\+json/)
  t.notMatch(answer, canary)
})

t.test('an unexpected error stays here', async (t) => {
  const { app, lines } = await build(t)
  const answer = await app.inject({ url: '/v1/broken', headers: signedIn() })
  isProblem(t, answer, 500, 'unexpected', 'a bug')
  t.notMatch(answer.body, canary)
  const { instance } = answer.json()
  const logged = lines().find((line) => line.level === 'error')
  t.equal(instance, `urn:crosswatch:request:${logged?.request}`, 'the id leads to the line in the log')

  isProblem(
    t,
    await app.inject({ url: '/v1/eyes', headers: signedIn() }),
    403,
    'four-eyes',
    'an error of the catalogue',
  )
  const away = await app.inject({ url: '/v1/away', headers: signedIn() })
  isProblem(t, away, 503, 'database-unavailable', 'a database that is away')
  t.equal(away.headers['retry-after'], '2')
})

t.test('no line of the log repeats what a caller wrote', async (t) => {
  const { app, text } = await build(t)
  const requests = [
    { url: `/v1/things?q=${canary}`, headers: signedIn() },
    { url: `/v1/things/${canary}`, headers: signedIn() },
    { url: `/${canary}?x=${canary}` },
    { url: `/v1/%zz${canary}` },
    { url: '/v1/broken', headers: signedIn() },
    { url: '/v1/careless', headers: { ...signedIn(), 'x-name': canary } },
    { url: '/v1/things', headers: { authorization: `Bearer ${canary}` } },
    {
      method: 'POST' as const,
      url: '/v1/things',
      headers: signedIn(),
      payload: { name: canary, [canary]: canary },
    },
    { method: 'POST' as const, url: '/v1/things', headers: signedIn(), payload: `{"${canary}` },
    { url: '/v1/things', headers: { ...signedIn(), 'x-request-id': canary } },
  ]
  for (const request of requests) await app.inject(request)
  t.match(text(), '/v1/things/:id', 'route patterns are there')
  t.notMatch(text(), canary)
  t.notMatch(text(), 'eyJ', 'nor a token')
})

t.test('only a live token of this node counts', async (t) => {
  const { app } = await build(t)
  const other = generateKeyPairSync('ed25519')
  const now = Math.floor(Date.now() / 1000)
  const refused: Record<string, string | undefined> = {
    'no token': undefined,
    nonsense: 'Bearer nonsense',
    'two tokens': `Bearer ${token()} ${token()}`,
    'another scheme': `Basic ${token()}`,
    'alg none': `Bearer ${encode({ alg: 'none' })}.${encode(claims())}.`,
    'alg none with a signature': `Bearer ${encode({ alg: 'none' })}.${encode(claims())}.${'A'.repeat(86)}`,
    'HS256 over the public key': `Bearer ${hmacToken(tokenPublicKey)}`,
    'the key of somebody else': `Bearer ${token({}, other.privateKey)}`,
    'a changed payload': `Bearer ${token().replace(/\.[^.]+\./, `.${encode(claims({ sub: 'o-18' }))}.`)}`,
    expired: `Bearer ${token({ iat: now - 700, exp: now - 100 })}`,
    'a longer life than ten minutes': `Bearer ${token({ iat: now, exp: now + 6_000 })}`,
    'issued long ago, expiring late': `Bearer ${token({ iat: now - 700, exp: now + 100 })}`,
    'no expiry': `Bearer ${token({ exp: undefined })}`,
    'no issue time': `Bearer ${token({ iat: undefined })}`,
    'no id': `Bearer ${token({ jti: undefined })}`,
    'another audience': `Bearer ${token({ aud: 'elsewhere' })}`,
    'no audience': `Bearer ${token({ aud: undefined })}`,
    'another issuer': `Bearer ${token({ iss: 'elsewhere' })}`,
    'an unknown role': `Bearer ${token({ roles: ['king'] })}`,
    'no roles': `Bearer ${token({ roles: [] })}`,
    'an unknown claim': `Bearer ${token({ admin: true })}`,
  }
  for (const [what, authorization] of Object.entries(refused)) {
    for (let times = 0; times < 2; times++) {
      const headers = authorization === undefined ? {} : { authorization }
      const answer = await app.inject({ url: '/v1/things', headers })
      isProblem(t, answer, 401, 'not-signed-in', what)
      t.equal(answer.headers['www-authenticate'], 'Bearer')
    }
  }
  t.equal((await app.inject({ url: '/v1/things', headers: signedIn() })).statusCode, 200)
})

t.test('a role is needed, and every route says which', async (t) => {
  const { app } = await build(t)
  const auditor = { authorization: `Bearer ${token({ roles: ['auditor'] })}` }
  isProblem(t, await app.inject({ url: '/v1/things', headers: auditor }), 403, 'forbidden', 'another role')
  const supervisor = { authorization: `Bearer ${token({ roles: ['auditor', 'supervisor'] })}` }
  t.equal((await app.inject({ url: '/v1/things', headers: supervisor })).statusCode, 200)
  isProblem(t, await app.inject({ url: '/v1/finer', headers: supervisor }), 403, 'forbidden', 'requireRole')
  t.equal((await app.inject({ url: '/v1/finer', headers: signedIn() })).statusCode, 200)

  const other = await createApp({ name: 'test', version: '1', tokenPublicKey })
  t.teardown(() => other.close())
  t.throws(() => other.get('/v1/open', async () => ({})), /GET \/v1\/open must declare/)
  t.throws(() => other.get('/v1/empty', { config: { roles: [] } }, async () => ({})), /must declare/)
  t.throws(() => other.get('/v1/both', { config: { public: true, roles: ['auditor'] } }, async () => ({})))
  other.get('/who', { config: { public: true } }, async (request) => ({ id: request.officer.id }))
  await other.register(async (pages) => {
    pages.routesArePublic = true
    pages.get('/page', async () => 'page')
    pages.get('/inner', { config: { roles: ['auditor'] } }, async () => 'inner')
  })
  t.throws(() => other.get('/outside', async () => 'x'), /must declare/)
  t.equal((await other.inject({ url: '/page' })).statusCode, 200)
  isProblem(t, await other.inject({ url: '/inner' }), 401, 'not-signed-in', 'roles win in a public scope')
  isProblem(
    t,
    await other.inject({ url: '/who', headers: signedIn() }),
    401,
    'not-signed-in',
    'no officer here',
  )
})

t.test('a service says what it is, how it is and whether it can work', async (t) => {
  let databaseUp = false
  const { app } = await build(t, { readiness: { database: () => databaseUp } })
  app.addReadinessCheck('bus', async () => {
    throw new Error('down')
  })
  t.equal((await app.inject('/livez')).statusCode, 200)
  t.same((await app.inject('/readyz')).json(), { ready: false, checks: { database: false, bus: false } })
  t.equal((await app.inject('/readyz')).statusCode, 503)
  databaseUp = true
  app.addReadinessCheck('bus', async () => true)
  t.same((await app.inject('/readyz')).json(), { ready: true, checks: { database: true, bus: true } })

  await app.inject({ url: '/v1/things/a-name', headers: signedIn() })
  const scraped = await app.inject('/metrics')
  t.match(scraped.body, /crosswatch_http_request_seconds_count\{.*route="\/v1\/things\/:id".*\} 1/)
  t.notMatch(scraped.body, 'a-name')

  const document = (await app.inject('/openapi.json')).json()
  t.equal(document.openapi, '3.1.0')
  t.hasProps(document.paths['/v1/things'], ['get', 'post'])
  t.match(document.paths['/v1/things'].post.security, [{ signIn: [] }])
  t.equal(document.paths['/livez'].get.security, undefined)

  for (const url of ['/livez', '/nowhere', '/v1/things']) {
    const { headers } = await app.inject(url)
    t.match(headers, {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': /^[0-9a-f-]{36}$/,
    })
  }
})

t.test('a service starts before its servers, and becomes ready when they are up', async (t) => {
  const { app, lines } = await build(t)
  let up = false
  const done: string[] = []
  app.prepare('migrations', async () => {
    if (!up) throw Object.assign(new Error(`connect ${canary}`), { code: 'ECONNREFUSED' })
    done.push('migrations')
  })
  app.prepare('consumer', async () => {
    done.push('consumer')
  })
  await app.ready()
  t.same((await app.inject('/readyz')).json(), {
    ready: false,
    checks: { migrations: false, consumer: false },
  })
  isProblem(t, await app.inject({ url: '/v1/things', headers: signedIn() }), 503, 'unavailable', 'not yet')
  t.equal((await app.inject('/livez')).statusCode, 200)
  up = true
  await app.prepared()
  t.same(done, ['migrations', 'consumer'])
  t.same((await app.inject('/readyz')).json(), { ready: true, checks: { migrations: true, consumer: true } })
  t.equal((await app.inject({ url: '/v1/things', headers: signedIn() })).statusCode, 200)
  t.ok(lines().some((line) => line.msg === 'not ready yet, trying again'))

  const { app: hopeless } = await build(t)
  hopeless.prepare('migrations', async () => {
    throw new ServiceError('migration-changed')
  })
  await hopeless.ready()
  await t.rejects(
    hopeless.prepared(),
    { code: 'migration-changed' },
    'what nobody else can put right is not repeated',
  )
})

async function build(t: Test, options: Partial<AppOptions> = {}) {
  let output = ''
  const destination = { write: (line: string) => void (output += line) }
  const logger = createLogger({ service: 'test', level: 'debug', destination })
  const app = await createApp({
    name: 'test',
    version: '1',
    tokenPublicKey,
    logger,
    bodyLimit: 10_000,
    ...options,
  })
  t.teardown(() => app.close())
  registerThings(app)
  return {
    app,
    text: () => output,
    lines: (): Record<string, string>[] =>
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  }
}

function registerThings(app: App) {
  const config = { roles: ['analyst', 'supervisor'] as const }
  const Body = Type.Object(
    { name: Type.String({ pattern: '^.{1,20}$' }), n: Type.Integer() },
    { additionalProperties: false },
  )
  const Query = Type.Object(
    { limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })), q: Type.Optional(Type.String()) },
    { additionalProperties: false },
  )
  const response = { 200: Type.Object({ by: Type.String(), name: Type.String() }) }
  app.post('/v1/things', { config, schema: { body: Body, response } }, async (request) => ({
    by: request.officer.id,
    name: request.body.name,
    secret: 'is not in the schema',
  }))
  app.get('/v1/things', { config, schema: { querystring: Query } }, async () => [])
  app.get('/v1/things/:id', { config }, async () => ({}))
  app.get('/v1/broken', { config }, async () => JSON.parse(`{"${canary}`))
  app.get('/v1/careless', { config }, async (request, reply) => {
    request.log.warn({ req: request, res: reply, headers: request.headers }, 'careless')
    request.log.error({ err: new Error(canary) })
    request.log.error(new Error(canary, { cause: new SyntaxError(canary) }))
    return {}
  })
  app.get('/v1/eyes', { config }, async () => {
    throw new ServiceError('four-eyes')
  })
  app.get('/v1/away', { config }, async () => {
    throw new Error(`Failed query ${canary}`, { cause: Object.assign(new Error('x'), { code: '57P01' }) })
  })
  app.get('/v1/finer', { config, preHandler: app.requireRole('analyst') }, async () => ({}))
}

function isProblem(
  t: Test,
  answer: { statusCode: number; headers: object; body: string; json: () => unknown },
  status: number,
  code: string,
  what: string,
) {
  t.equal(answer.statusCode, status, `${what}: ${status}`)
  t.match(answer.headers, { 'content-type': /^application\/problem\+json/ })
  t.match(answer.json(), {
    type: `urn:crosswatch:error:${code}`,
    code,
    status,
    title: String,
    instance: /^urn:crosswatch:request:[0-9a-f-]{36}$/,
  })
}

function claims(changes: Record<string, unknown> = {}) {
  const iat = Math.floor(Date.now() / 1000)
  return {
    sub: 'o-17',
    roles: ['analyst'],
    authority: 'labour-inspectorate',
    jurisdiction: 'XA',
    iat,
    exp: iat + 600,
    jti: '01980f00-0000-7000-8000-000000000000',
    iss: 'crosswatch',
    aud: 'crosswatch',
    ...changes,
  }
}

function token(changes: Record<string, unknown> = {}, key: KeyObject = gatewayKeys.privateKey) {
  const signed = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims(changes))}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

function hmacToken(secret: string) {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims())}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

function signedIn() {
  return { authorization: `Bearer ${token()}` }
}

function encode(value: object) {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
