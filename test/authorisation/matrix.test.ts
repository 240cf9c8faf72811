import { startFederation } from '@crosswatch/infra'
import { purposes, roles, type Role } from '@crosswatch/protocol'
import t from 'tap'
import { fullAgreement } from '../support/drafts.ts'
import { officerAt, officerOf, type TestOfficer } from '../support/officers.ts'
import { pageVisitor, type PageVisitor } from '../support/pages.ts'
import { staffOf } from '../support/sharing.ts'
import { belongingsOf, consentDraft } from './belongings.ts'
import { everywhere, matrix, purposesAt, type Row } from './matrix.ts'
import { absentId, requestFor, type Asked } from './requests.ts'

/** Every cell of the authorisation matrix, as a request to the services and the console of a running node. */
t.setTimeout(5 * 60_000)

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
  if (service === 'gateway' && !path.startsWith('/api/')) return visitor.ask(method, path, fieldsOf(body))
  return officer.ask(service, method, path, body)
}

/** What a form sends: what is not text stands in no field. */
function fieldsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(body)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

function posted(service: Asked['service'], path: string, body: unknown): Asked {
  return { service, method: 'POST', path, body }
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

  // Something of one's own with something of another's is refused whole.
  const [auditor, liaison, admin] = [
    askers.get('auditor'),
    askers.get('liaison-officer'),
    askers.get('administrator'),
  ]
  const mixed: readonly [Asker | undefined, string, string, (id: string) => Asked][] = [
    [
      auditor,
      foreign.record,
      absentId('record'),
      (id) => posted('audit', '/v1/records/evidence', { purpose: 'oversight', records: [own.record, id] }),
    ],
    [
      liaison,
      foreign.hit,
      absentId('hit'),
      (id) =>
        posted('alerts', `/v1/hits/${own.hit}/messages`, {
          kind: 'answer',
          request: id,
          text: 'So',
          evidence: true,
        }),
    ],
    [
      admin,
      foreign.agreement,
      absentId('agreement'),
      (id) => posted('alerts', '/v1/agreements', { ...fullAgreement('XA', 'XB'), amends: id }),
    ],
  ]
  for (const [asker, theirs, none, request] of mixed) {
    if (asker === undefined) continue
    const answers = [await ask(asker, request(theirs)), await ask(asker, request(none))] as const
    t.ok(answers[0].status >= 400 && answers[0].status < 500, request('').path)
    t.equal(same(answers[0], theirs), same(answers[1], none), `${request('').path}: foreign as absent`)
    t.notMatch(answers[0].text, own.record, 'and nothing of the own part is answered')
  }

  /** What an answer says apart from the id that was asked for and the numbers of the request. */
  function same({ status, text }: Answered, id: string): string {
    const said = text
      .replaceAll(id, '<id>')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
      .replaceAll(/name="_csrf"\s+value="[^"]+"/g, '<csrf>')
    return `${status} ${text.length} ${said}`
  }
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
      await Promise.all([...askers].map(([role, asker]) => askAs(role, asker, route, row, id)))
    }
    t.comment(`${asked} requests`)
    t.same(wrong, [])

    async function askAs(role: Role, asker: Asker, route: string, row: Row, id: string) {
      // Whom the row does not name at all is asked for one purpose, each role for another.
      const named = row.who === 'anybody' || row.who.includes(role)
      const one = purposes[roles.indexOf(role)]
      const asks = row.purposes === undefined ? [undefined] : named ? purposes : [one]
      for (const purpose of asks) {
        const answer = await ask(asker, requestFor(route, row, id, purpose))
        const may = named && (purpose === undefined || purposesAt(row, role).includes(purpose))
        asked++
        const name = `${route} as ${role}${purpose === undefined ? '' : ` for ${purpose}`}`
        if (isRefused(answer) === may) wrong.push(`${name}: ${answer.status} ${answer.text.slice(0, 120)}`)
        if (answer.status >= 500 && answer.status !== 504) wrong.push(`${name}: ${answer.status}`)
      }
    }
  },
)
