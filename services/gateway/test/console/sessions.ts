import { sql } from 'drizzle-orm'
import type { TestDatabase } from '@crosswatch/database/testing'
import type { Test } from 'tap'
import { startGateway, type Gateway, users } from '../support/gateway.ts'
import { formFields, visit } from '../support/visitor.ts'

/** Signing in and out, and what holds for every page. */
export async function sessionPages(t: Test, gateway: Gateway, postgres: TestDatabase): Promise<void> {
  await t.test('signing in begins a session, signing out ends it, and both are on record', async (t) => {
    const visitor = visit(gateway)
    t.match((await visitor.get('/alerts')).words, 'Sign in', 'a page asks who is there')
    t.equal(visitor.visited.at(-1), '/sign-in?next=%2Falerts')
    const refused = await visitor.post('/sign-in', { user: 'xa-analyst', password: 'wrong', next: '/alerts' })
    t.equal(refused.status, 401)
    t.match(refused.words, 'The user name or the password is wrong')
    t.notMatch(refused.text, 'wrong"', 'a password is not given back')
    const alerts = await visitor.post('/sign-in', {
      user: 'xa-analyst',
      password: 'password of xa-analyst',
      next: '/alerts',
    })
    t.match(alerts.words, 'Dragomir Ilarion Vântu', 'and leads on to where one wanted to go')
    t.match(alerts.words, /xa-analyst Analyst, Labour Inspectorate of Arvenia/)

    const cookie = await visitor.once('/sign-in', { method: 'POST' })
    t.equal(cookie.status, 403, 'no form without its token')
    const session = visitor.cookies.get('crosswatch-xa-session') ?? ''
    const { rows } = await gateway.superuser.db.execute(sql`select * from gateway.session`)
    t.notMatch(JSON.stringify(rows), session, 'the cookie is not in the database')

    await visitor.get('/alerts')
    await visitor.post('/sign-out', {})
    t.equal(visitor.cookies.has('crosswatch-xa-session'), false)
    visitor.cookies.set('crosswatch-xa-session', session)
    t.match((await visitor.get('/alerts')).words, 'Sign in', 'the old cookie opens nothing')
    t.match(
      (await gateway.records()).map(({ operation, officer }) => [operation, officer]),
      [
        ['sign-in.refused', 'xa-analyst'],
        ['sign-in', 'xa-analyst'],
        ['sign-out', 'xa-analyst'],
      ],
    )
  })

  await t.test('after sign-in one stays on this console', async (t) => {
    for (const next of [
      '//evil.example/',
      'https://evil.example',
      '/\\evil.example',
      '/%0d%0aset-cookie:x',
      'javascript:1',
    ]) {
      const visitor = visit(gateway)
      await visitor.get('/sign-in')
      const answer = await visitor.once('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({
          _csrf: visitor.csrf(),
          user: 'xa-auditor',
          password: 'password of xa-auditor',
          next,
        }),
      })
      t.match(answer.headers.get('location'), /^\/(?!\/|\\)/, next)
      t.notMatch(answer.headers.get('location'), 'evil')
    }
  })

  await t.test('a cookie is for this console only, and for nobody else to read', async (t) => {
    const login = async (host: string) => {
      const page = await gateway.app.inject({ url: '/sign-in', headers: { host } })
      const form = page.cookies[0]
      const csrf = /name="_csrf"\s+value="([^"]+)"/.exec(page.body)?.[1] ?? ''
      const answer = await gateway.app.inject({
        method: 'POST',
        url: '/sign-in',
        headers: {
          host,
          cookie: `${form?.name}=${form?.value}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({
          _csrf: csrf,
          user: 'xa-admin',
          password: 'password of xa-admin',
        }).toString(),
      })
      return [form, ...answer.cookies]
    }
    for (const cookie of await login('127.0.0.1:8080')) {
      t.match(cookie, {
        name: /^crosswatch-xa-/,
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure: undefined,
        domain: undefined,
      })
    }
    for (const cookie of await login('console.example')) {
      t.match(cookie, {
        name: /^__Host-crosswatch-xa-/,
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure: true,
        domain: undefined,
      })
    }
  })

  await t.test(
    'a session ends when nobody is there, when its time is over, and when the account is disabled',
    async (t) => {
      let minutes = 0
      const now = () => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000)
      const other = await startGateway(t, postgres, { now })
      const visitor = visit(other)
      const isSignedIn = async () => !(await visitor.get('/jurisdictions')).words.includes('User name')
      await visitor.signIn('xa-auditor')
      minutes = 29
      t.equal(await isSignedIn(), true)
      minutes = 58
      t.equal(await isSignedIn(), true, 'a look keeps it alive')
      minutes = 89
      t.equal(await isSignedIn(), false, 'half an hour without one ends it')

      await visitor.signIn('xa-auditor')
      for (let end = minutes + 12 * 60; minutes < end - 20; minutes += 20) await isSignedIn()
      t.equal(await isSignedIn(), true)
      minutes += 21
      t.equal(await isSignedIn(), false, 'twelve hours are enough for anybody')

      await visitor.signIn('xa-auditor')
      await other.superuser.db.execute(
        sql`update gateway."user" set disabled = true where name = 'xa-auditor'`,
      )
      t.equal(await isSignedIn(), false)
      t.equal((await visitor.signIn('xa-admin')).status, 200)
      const { rows } = await other.superuser.db.execute(sql`select 1 from gateway.session`)
      t.equal(rows.length, 2, 'ended sessions are swept away at the next sign-in')
    },
  )

  await t.test('a form that comes after its session has ended is kept for who wrote it', async (t) => {
    let minutes = 0
    const now = () => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000)
    const other = await startGateway(t, postgres, { now })
    const visitor = visit(other)
    const send = (
      path: string,
      fields: Record<string, string>,
      token = visitor.csrf(),
      site = 'same-origin',
    ) =>
      visitor.once(path, {
        method: 'POST',
        headers: { 'sec-fetch-site': site },
        body: new URLSearchParams({ _csrf: token, ...fields }),
      })
    const kept = (text: string) => ({ kept: formFields(text)['kept']?.[0] ?? '' })
    const form = { name: 'Vântu "Ilarion" <b>\r\nفانتو', purpose: 'licensing-check' }
    const tooLate = async () => {
      await visitor.signIn('xa-supervisor')
      await visitor.get('/query')
      minutes += 31
    }

    await tooLate()
    const asked = other.services.asked.length
    const out = await send('/query', form)
    t.equal(out.status, 401)
    t.match(out.words, 'You are signed out Nothing was sent')
    t.notMatch(out.words, 'Ilarion', 'the screen of nobody shows nothing')
    const mistyped = await visitor.post('/sign-in', {
      user: 'xa-supervisor',
      password: 'no',
      ...kept(out.text),
    })
    t.equal(mistyped.status, 401)
    const back = await visitor.post('/sign-in', {
      user: 'xa-supervisor',
      password: 'password of xa-supervisor',
      ...kept(mistyped.text),
    })
    t.match(back.words, 'Your form was not sent yet')
    t.equal(other.services.asked.length, asked, 'nothing is sent that nobody sends')
    t.match(back.text, 'action="/query"')
    const { _csrf: _token, ...fields } = formFields(back.text)
    t.match(fields, { name: ['Vântu "Ilarion" <b>\r\nفانتو'], purpose: ['licensing-check'] })
    const sent = await visitor.post('/query', fields)
    t.equal(sent.status, 200)
    t.match(sent.words, 'This look is recorded')

    const before = (await visitor.get('/query')) && visitor.csrf()
    await visitor.signIn('xa-supervisor')
    t.match(
      (await send('/query', form, before)).words,
      'Your form was not sent yet',
      'signed in elsewhere meanwhile',
    )

    await tooLate()
    const left = await send('/query', form)
    const somebodyElse = await visitor.post('/sign-in', {
      user: 'xa-border',
      password: 'password of xa-border',
      ...kept(left.text),
    })
    t.match(somebodyElse.words, 'Another officer typed it')
    t.notMatch(somebodyElse.text, 'Ilarion')

    await tooLate()
    for (const site of ['cross-site', 'same-site', 'none']) {
      const foreign = await send('/query', form, 'x.y', site)
      t.equal(foreign.status, 401)
      t.same(kept(foreign.text), { kept: '' }, `what comes ${site} is not kept`)
    }
    await visitor.get('/sign-in')
    for (const forged of [
      'x',
      Buffer.from('{"action":"//evil.example","writer":"","fields":[]}').toString('base64url'),
    ]) {
      await visitor.get('/sign-in')
      const answer = await visitor.post('/sign-in', {
        user: 'xa-supervisor',
        password: 'password of xa-supervisor',
        kept: forged,
      })
      t.match(answer.words, 'Start')
      await visitor.post('/sign-out', {})
    }
    t.equal((await send('/sign-out', {})).headers.get('location'), '/sign-in')
  })

  await t.test('every form has a token, bound to the session', async (t) => {
    const visitor = visit(gateway)
    const other = visit(gateway)
    await visitor.signIn('xa-supervisor')
    await other.signIn('xa-analyst')
    await other.get('/alerts/new')
    const stolen = other.csrf()
    await visitor.get('/query')
    const query = { name: 'vantu', purpose: 'labour-inspection' }
    gateway.services.asked.length = 0
    for (const token of ['', 'x', stolen]) {
      const answer = await visitor.post('/query', query, token)
      t.equal(answer.status, 403)
      t.match(answer.words, 'This form is out of date')
    }
    t.equal(gateway.services.asked.length, 0)
    await visitor.get('/query')
    t.equal((await visitor.post('/query', query)).status, 200)

    for (const path of ['/query', '/query/change', '/sign-out', '/log', '/alerts/new', '/agreements']) {
      t.equal((await visitor.once(path, { method: 'POST' })).status < 400, false, `${path} without a form`)
    }
    const json = await visitor.once('/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(query),
    })
    t.equal(json.status, 415)
    await visitor.get('/query')
    t.equal((await visitor.post('/query', { ...query, surprise: 'x' })).status, 400, 'an unknown field')
  })

  await t.test('every page keeps to itself', async (t) => {
    const visitor = visit(gateway)
    const pages = ['/sign-in', '/', '/alerts', '/alerts/new', '/nowhere', '/log']
    await visitor.signIn('xa-analyst')
    for (const path of pages) {
      const { headers, text } = await visitor.get(path)
      t.equal(headers.get('cache-control'), 'no-store', path)
      t.equal(headers.get('content-type'), 'text/html; charset=utf-8')
      t.equal(headers.get('referrer-policy'), 'no-referrer')
      t.equal(headers.get('x-content-type-options'), 'nosniff')
      t.equal(headers.get('x-frame-options'), 'DENY')
      const policy = headers.get('content-security-policy') ?? ''
      t.match(policy, "default-src 'none'")
      t.match(policy, "script-src 'self'")
      t.match(policy, "frame-ancestors 'none'")
      t.notMatch(policy, /unsafe|data:|https?:|\*/)
      t.notMatch(text, /<script(?![^>]* src="\/assets\/)/, 'no inline script')
      t.notMatch(text, /\son[a-z]+="|style="/, 'no inline handler or style')
      t.notMatch(text, /(?:src|href)="(?:https?:)?\/\//, 'nothing from elsewhere')
      t.match(text, '<html lang="en"')
      t.match(text, 'href="#main-content"')
    }
    const { text } = await visitor.get('/alerts')
    for (const [, address = ''] of text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const asset = await visitor.get(address)
      t.equal(asset.status, 200, address)
      t.match(asset.headers.get('cache-control'), 'immutable')
      t.notMatch(
        asset.text,
        /GDS Transport|crest|@font-face|@import|url\((?!#)/,
        'no typeface and no crest of the Crown',
      )
    }
  })

  await t.test('a role sees what it can do, and can do no more than it sees', async (t) => {
    const lists = ['/screenings', '/overrides']
    const seen: Record<string, string[]> = {
      'xa-border': ['/query', ...lists, '/break-glass', '/jurisdictions'],
      'xa-liaison': [
        '/query',
        ...lists,
        '/clearances',
        '/hits',
        '/precision',
        '/break-glass',
        '/survivor-information',
        '/jurisdictions',
      ],
      'xa-analyst': [
        '/query',
        ...lists,
        '/alerts',
        '/reviews-due',
        '/imports',
        '/measures',
        '/precision',
        '/break-glass',
        '/agreements',
        '/erasures',
        '/jurisdictions',
      ],
      'xa-supervisor': [
        '/query',
        ...lists,
        '/clearances',
        '/alerts',
        '/reviews-due',
        '/imports',
        '/measures',
        '/hits',
        '/precision',
        '/break-glass',
        '/agreements',
        '/erasures',
        '/jurisdictions',
      ],
      'xa-protection': ['/consents', '/disputes', '/survivor-information', '/erasures', '/jurisdictions'],
      'xa-auditor': [
        '/precision',
        '/log',
        '/reviews',
        '/receipts',
        '/retention',
        '/break-glass',
        '/agreements',
        '/erasures',
        '/feeds',
        '/jurisdictions',
      ],
      'xa-admin': ['/agreements', '/erasures', '/feeds', '/jurisdictions'],
    }
    const all = [
      '/query',
      ...lists,
      '/clearances',
      '/alerts',
      '/reviews-due',
      '/imports',
      '/measures',
      '/hits',
      '/precision',
      '/log',
      '/reviews',
      '/receipts',
      '/retention',
      '/break-glass',
      '/agreements',
      '/consents',
      '/disputes',
      '/survivor-information',
      '/erasures',
      '/feeds',
      '/jurisdictions',
    ]
    for (const { user } of users) {
      const visitor = visit(gateway)
      const start = await visitor.signIn(user)
      t.equal(start.status, 200)
      const offered = [...start.text.matchAll(/govuk-service-navigation__link"\s+href="([^"]+)"/g)].map(
        ([, href]) => href,
      )
      t.same(offered, seen[user], user)
      for (const path of all) {
        const allowed = seen[user]?.includes(path) ?? false
        t.equal((await visitor.get(path)).status, allowed ? 200 : 403, `${user} ${path}`)
      }
    }
    const analyst = visit(gateway)
    await analyst.signIn('xa-analyst')
    await analyst.get('/alerts')
    t.equal((await analyst.post('/agreements', {})).status, 403)
    t.equal((await analyst.post('/imports/01980f00-0000-7000-8000-00000000000a/approve', {})).status, 403)
  })

  await t.test(
    'whoever may do something about it reads on the start page that queries may miss alerts',
    async (t) => {
      const visitor = visit(gateway)
      await visitor.signIn('xa-admin')
      t.notMatch((await visitor.get('/')).words, 'may miss alerts')
      gateway.services.losesAlerts = true
      t.teardown(() => delete gateway.services.losesAlerts)
      t.match((await visitor.get('/')).words, 'Warning Border queries may miss alerts.')
    },
  )

  await t.test('whatever goes wrong is a page that says what to do', async (t) => {
    const other = await startGateway(t, postgres)
    const visitor = visit(other)
    await visitor.signIn('xa-supervisor')
    t.match((await visitor.get('/nowhere')).words, 'Page not found')
    await other.services[Symbol.asyncDispose]()
    const start = await visitor.get('/')
    t.equal(start.status, 200, 'the start page shows the way all the same')
    t.match(start.words, 'The alerts service does not answer')
    const alerts = await visitor.get('/alerts')
    t.equal(alerts.status, 503)
    t.match(alerts.words, /The service does not answer .* Number of this request: [0-9a-f-]{36}/)
    await visitor.get('/query')
    const query = await visitor.post('/query', { name: 'vantu', purpose: 'licensing-check' })
    t.equal(query.status, 503)
    t.match(formFields(query.text)['name'], ['vantu'])
    await other.superuser.db.execute(sql`alter table gateway.session rename to elsewhere`)
    const broken = await visitor.get('/')
    t.equal(broken.status, 500)
    t.notMatch(broken.words, /relation|select|session"/)
  })
}
