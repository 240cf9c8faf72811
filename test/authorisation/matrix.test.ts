import { fileURLToPath } from 'node:url'
import { startFederation } from '@crosswatch/infra'
import { loadPolicies, type Policies } from '@crosswatch/policy'
import { purposes, roles, type AccessAct, type Role } from '@crosswatch/protocol'
import { readPolicyFolder } from '@crosswatch/service-kit'
import t, { type Test } from 'tap'
import { fullAgreement } from '../support/drafts.ts'
import { inDatabase } from '../support/databases.ts'
import { officerAt, officerOf, type TestOfficer } from '../support/officers.ts'
import { patiently } from '../support/patience.ts'
import { pageVisitor, type PageVisitor } from '../support/pages.ts'
import { staffOf, type Staff } from '../support/sharing.ts'
import { belongingsOf, consentDraft, hitOn, type Belongings } from './belongings.ts'
import { actsBehind } from './links.ts'
import { everywhere, matrix, purposesAt, type Row } from './matrix.ts'
import { idsIn, mixedIds } from './mixed.ts'
import { absentId, requestFor, services, type Asked } from './requests.ts'

/** Every cell of the authorisation matrix, as a request to the services and the console of a running node. */
const federation = await startFederation({ nodes: 2, processes: 'node' })
t.teardown(() => federation[Symbol.asyncDispose]())
const { description } = federation
const rows = Object.entries(matrix)

/** Whoever asks: with a token at a service, or signed in at the console. */
interface Asker {
  readonly officer: TestOfficer
  readonly visitor: PageVisitor
}
const askers = new Map<Role, Asker>()
for (const role of roles) {
  const user = description.users.find((one) => one.jurisdiction === 'XA' && one.roles.includes(role))
  const officer = await officerOf(description, 'XA', user?.user ?? '', role)
  askers.set(role, { officer, visitor: await pageVisitor(description, 'XA', role) })
}
const stranger: Asker = {
  // Signed by the key of another jurisdiction: here that is nobody.
  officer: await officerAt(description, 'XA', 'XB', 'xb-supervisor', ...roles),
  visitor: await pageVisitor(description, 'XA'),
}

interface Answered {
  readonly status: number
  readonly text: string
}

async function ask({ officer, visitor }: Asker, { service, method, path, body }: Asked): Promise<Answered> {
  return patiently(() =>
    service === 'gateway' && !path.startsWith('/api/')
      ? visitor.ask(method, path, fieldsOf(body))
      : officer.ask(service, method, path, body),
  )
}

/** What a form sends: what is not text stands in no field. */
function fieldsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(body)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

/** Turned away for who asks or for what, whatever is asked about. */
function isRefused({ status, text }: Answered): boolean {
  return (
    status === 403 &&
    /"code":"(forbidden|purpose-not-allowed|refused-by-policy)"|You may not do this/.test(text)
  )
}

void t.test('every route of every service stands in the matrix', async (t) => {
  const registered: string[] = []
  for (const [service, { url }] of Object.entries(description.nodes[0]?.services ?? {})) {
    const document: { 'x-routes': string[] } = JSON.parse(await (await fetch(`${url}/openapi.json`)).text())
    for (const route of document['x-routes']) {
      // HEAD is answered as GET is, by the same checks; under /api the gateway passes on what the services decide.
      if (
        /^(HEAD|OPTIONS) | \/api\/(?!sign-in)|^[A-Z]+ \/\*$|^GET \/assets\//.test(route) ||
        everywhere.some((one) => one === route)
      )
        continue
      registered.push(`${service} ${route}`)
    }
  }
  t.ok(registered.length > 100)
  const missing = registered
    .filter((route) => !(route in matrix))
    .map((route) => `  '${route}': to('supervisor'),`)
  t.same(missing, [], 'add each of these lines to test/authorisation/matrix.ts, with who may use the route')
  t.same(
    rows.map(([route]) => route).filter((route) => !registered.includes(route)),
    [],
    'and no row is left over',
  )
})

void t.test('every route with several ids says of each what it is', async (t) => {
  const found: Record<string, string[]> = {}
  for (const [service, { url }] of Object.entries(description.nodes[0]?.services ?? {})) {
    const document: OpenApiPaths = JSON.parse(await (await fetch(`${url}/openapi.json`)).text())
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const ids = idsIn(operation)
        const beside = ids.filter((id) => !id.startsWith(':'))
        if (ids.length < 2 && !beside.some((id) => id.includes('[]'))) continue
        found[`${service} ${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`] =
          beside.toSorted()
      }
    }
  }
  const said = Object.entries(mixedIds).map(([route, fields]) => [route, Object.keys(fields).toSorted()])
  t.same(found, Object.fromEntries(said), 'say in test/authorisation/mixed.ts what each of them is')
})

interface OpenApiPaths {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
}

void t.test("another's object is not to be told from none, by status, content or size", async (t) => {
  const own = await belongingsOf('XA', await staffOf(federation, 'XA'), 'XB')
  const others = await staffOf(federation, 'XB')
  const foreign = await belongingsOf('XB', others, 'XA')
  const withheld = await others.protection.expect<{ id: string }>(
    'consent',
    'POST',
    '/v1/consents',
    // Not for what XA asks for.
    consentDraft(['XA'], 'labour-inspection'),
  )
  const has = {
    own: { ...own, release: foreign.consent },
    // What XB issues, XA gets: a draft of XB is what it does not.
    foreign: { ...foreign, 'alert in force': foreign.alert, release: withheld.id },
  }
  await refusesMixedIds(t, own, { ...foreign, message: await messageOn(others, foreign.hit) })
  const wrong: string[] = []
  for (const [route, row] of rows) {
    if (row.object === undefined) continue
    // What a border officer made is theirs alone.
    const who = row.who === 'anybody' ? roles : row.who
    const role = who.find((one) => one === 'border-officer') ?? who[0]
    const asker = role && askers.get(role)
    if (asker === undefined) continue
    const request = (id: string) => requestFor(route, row, id, role && purposesAt(row, role)[0])
    const ids = { foreign: has.foreign[row.object], absent: absentId(row.object) }
    const [theirs, none] = [await ask(asker, request(ids.foreign)), await ask(asker, request(ids.absent))]
    if (same(theirs, ids.foreign) !== same(none, ids.absent)) {
      wrong.push(
        `${route}: ${theirs.status} ${theirs.text.slice(0, 200)} | ${none.status} ${none.text.slice(0, 200)}`,
      )
    }
    // Whether the way to ask is right shows in what is one's own; what a form would end is gone already.
    if (request('').service === 'gateway' && request('').method === 'POST') continue
    const ours = await ask(asker, request(has.own[row.object]))
    if (ours.status === 404) wrong.push(`${route}: 404 for its own ${row.object}`)
  }
  t.same(wrong, [])
})

void t.test(
  'each route refuses whoever is not in its row, for each purpose that is not, and nobody else',
  async (t) => {
    const wrong: string[] = []
    let asked = 0
    for (const [route, row] of rows) {
      const id = absentId(row.object)
      if (row.who !== 'anybody') {
        const { status } = await ask(stranger, requestFor(route, row, id, purposes[0]))
        // A page leads whoever is not signed in to the sign-in.
        if (status !== 401 && status !== 303) wrong.push(`${route}: ${status} for somebody of elsewhere`)
      }
      const since = Date.now()
      const counts = await Promise.all([...askers].map(([role, asker]) => askAs(role, asker, route, row, id)))
      const refused = counts.reduce((sum, count) => sum + count, 0)
      // What services refuse, auditors see, and more: who asked for what is not there. The console turns away by itself whom no link leads
      // there.
      if (route.startsWith('gateway ') || refused === 0) continue
      const onRecord = await refusalsSince(since)
      if (onRecord < refused) wrong.push(`${route}: ${refused} refused, ${onRecord} of them on record`)
    }
    t.comment(`${asked} requests`)
    t.same(wrong, [])

    async function askAs(role: Role, asker: Asker, route: string, row: Row, id: string) {
      // Whom the row does not name at all is asked for one purpose, each role for another.
      const named = row.who === 'anybody' || row.who.includes(role)
      const one = purposes[roles.indexOf(role)]
      const asks = row.purposes === undefined ? [undefined] : named ? purposes : [one]
      let refused = 0
      for (const purpose of asks) {
        const answer = await ask(asker, requestFor(route, row, id, purpose))
        const may = named && (purpose === undefined || purposesAt(row, role).includes(purpose))
        asked++
        if (isRefused(answer)) refused++
        const name = `${route} as ${role}${purpose === undefined ? '' : ` for ${purpose}`}`
        if (isRefused(answer) === may) wrong.push(`${name}: ${answer.status} ${answer.text.slice(0, 120)}`)
        if (answer.status >= 500 && answer.status !== 504) wrong.push(`${name}: ${answer.status}`)
      }
      return refused
    }
  },
)

void t.test(
  'a link is shown to whom its page answers, and to nobody else: whom the policies let',
  async (t) => {
    const policies = loadPolicies(
      await readPolicyFolder(fileURLToPath(new URL('../../infra/policies', import.meta.url))),
    )
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const role of roles) {
      // The others have signed out by now.
      const visitor = await pageVisitor(description, 'XA', role)
      const shown = linksIn((await visitor.ask('GET', '/jurisdictions')).text)
      for (const link of shown) seen.add(link)
      for (const [link, acts] of Object.entries(actsBehind)) {
        const { status } = await visitor.ask('GET', link)
        const offered = shown.has(link)
        if (offered !== (status === 200))
          wrong.push(`${link} as ${role}: ${status}, and the link is ${offered}`)
        const may = acts?.some((act) => isAllowed(policies, role, act))
        if (may !== undefined && may !== offered)
          wrong.push(`${link} as ${role}: the policies say ${may}, the link is ${offered}`)
      }
    }
    t.same(wrong, [])
    t.same(seen, new Set(Object.keys(actsBehind)), 'say in test/authorisation/links.ts what each link is for')
  },
)

/** For any purpose. */
function isAllowed(policies: Policies, role: Role, act: AccessAct): boolean {
  const asked = { act, roles: [role], authority: 'Authority of XA', referenceGiven: true }
  const decision = policies.decideAccess({ ...asked, purpose: 'administration' })
  return decision.allowed || decision.reason === 'purpose'
}

/** Where the menu of a page leads. */
function linksIn(page: string): Set<string> {
  const menu = /<nav aria-label="Menu"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? ''
  return new Set([...menu.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href))
}

/** Acts that were refused since that moment (ms), as the log has them: the ids of records carry their time. */
function refusalsSince(since: number): Promise<number> {
  const digits = since.toString(16).padStart(12, '0')
  const from = `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
  return inDatabase(federation, 'XA', async (client) => {
    const { rowCount } = await client.query(
      `select from audit.record where id >= $1 and position('"outcome":"denied"'::bytea in record) > 0`,
      [from],
    )
    return rowCount ?? 0
  })
}

/** What an answer says apart from the id that was asked for and the numbers of the request. */
function same({ status, text }: Answered, id: string): string {
  const said = text
    .replaceAll(id, '<id>')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/name="_csrf"\s+value="[^"]+"/g, '<csrf>')
  return `${status} ${text.length} ${said}`
}

/** Something of one's own beside something of another's is refused whole, as if that were not there. */
async function refusesMixedIds(
  t: Test,
  own: Belongings,
  foreign: Belongings & { readonly message: string },
): Promise<void> {
  const { border, liaison } = await staffOf(federation, 'XA')
  const sibling = await border.expect<{ id: string }>(
    'alerts',
    'POST',
    '/v1/hits',
    hitOn(own['alert in force']),
  )
  const cases = Object.entries(mixedIds).flatMap(([route, fields]) =>
    Object.entries(fields).flatMap(([field, mixed]) =>
      typeof mixed === 'string' ? [] : [{ name: `${route} ${field}`, service: route.split(' ')[0], mixed }],
    ),
  )
  for (const { name, service, mixed } of cases) {
    const { role, kind, steps } = mixed
    const asker = askers.get(role)
    const where = services.find((one) => one === service)
    if (asker === undefined || where === undefined || kind === 'release') throw new RangeError(name)
    const answerFor = async (id: string): Promise<Answered> => {
      let made = ''
      let answer: Answered = { status: 0, text: '' }
      for (const { route, body } of steps(own, id)) {
        t.ok(answer.status < 300, `${name}: the steps before are taken`)
        const [method = '', path = ''] = route.replace('{id}', made).split(' ')
        answer = await ask(asker, { service: where, method, path, body })
        made = /"id":"([^"]+)"/.exec(answer.text)?.[1] ?? ''
      }
      return answer
    }
    const absent = absentId(kind === 'message' ? 'hit' : kind)
    const none = same(await answerFor(absent), absent)
    // A message of another thread of one's own does not belong here either.
    const siblings = kind === 'message' ? [await messageOn({ liaison }, sibling.id)] : []
    for (const id of [foreign[kind], ...siblings]) {
      const answer = await answerFor(id)
      t.ok(answer.status >= 400 && answer.status < 500, `${name}: ${answer.status}`)
      t.equal(same(answer, id), none, `${name}: foreign as absent`)
      t.notMatch(answer.text, own.record, 'and nothing of the own part is answered')
      t.notMatch(answer.text, own.opening, 'nor of an opening')
    }
  }
  const admin = askers.get('administrator')
  const amends = (id: string) =>
    admin?.officer.ask('alerts', 'POST', '/v1/agreements', { ...fullAgreement('XA', 'XB'), amends: id })
  const [theirs, none] = [await amends(foreign.agreement), await amends(absentId('agreement'))]
  t.ok(
    theirs && none && theirs.status >= 400 && theirs.status < 500 && theirs.status === none.status,
    'amends',
  )
  const auditor = askers.get('auditor')
  const whole = { purpose: 'oversight', records: [own.record] }
  t.equal((await auditor?.officer.ask('audit', 'POST', '/v1/records/evidence', whole))?.status, 200)
  const protection = askers.get('protection-officer')
  const openings = (records: readonly string[]) =>
    protection?.officer.ask('audit', 'POST', '/v1/openings/evidence', { records })
  t.equal((await openings([own.opening]))?.status, 200)
  t.equal((await openings([own.opening, own.record]))?.status, 404, 'a record of anything else is none')
}

/** A message in the thread on a hit. */
async function messageOn({ liaison }: Pick<Staff, 'liaison'>, hit: string): Promise<string> {
  const { id } = await liaison.expect<{ id: string }>('alerts', 'POST', `/v1/hits/${hit}/messages`, {
    kind: 'request',
    legalBasis: 'Labour Code, article 12',
    question: 'Who was with them?',
    urgency: 'normal',
  })
  return id
}
