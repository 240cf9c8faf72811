import { roles, type Purpose, type Role } from '@crosswatch/protocol'
import { everywhere, matrix, purposesAt, type Row } from '../authorisation/matrix.ts'
import { absentId, requestFor, services, type Asked } from '../authorisation/requests.ts'
import type { TestOfficer } from '../support/officers.ts'
import { patiently } from '../support/patience.ts'
import type { FormFields, PageVisitor } from '../support/pages.ts'
import type { Needles } from './needles.ts'
import { readingPosts, type Known } from './reading.ts'
import type { Sightings } from './sightings.ts'

/** Somebody of each role: with a token at the services, or signed in at the console. */
export type Askers = ReadonlyMap<Role, { readonly officer: TestOfficer; readonly visitor: PageVisitor }>

interface Sweep {
  readonly askers: Askers
  readonly known: Known
  readonly needles: Needles
  readonly sightings: Pick<Sightings, 'look'>
}

/** Asks for everything that can be read, as every role, for every purpose, about every thing that stands somewhere. */
export async function readEverything(sweep: Sweep): Promise<number> {
  let asked = 0
  for (const [route, row] of Object.entries(matrix)) {
    if (route.split(' ')[1] !== 'GET' && !(route in readingPosts)) continue
    const counts = await Promise.all(roles.map((role) => readAs(sweep, role, route, row)))
    asked += counts.reduce((sum, count) => sum + count, 0)
  }
  return asked
}

async function readAs(sweep: Sweep, role: Role, route: string, row: Row): Promise<number> {
  const { known, needles } = sweep
  const may = row.who === 'anybody' || row.who.includes(role)
  const purposes = row.purposes === undefined ? [undefined] : may ? allowedFirst(row, role) : [oneOf(row)]
  let asked = 0
  for (const purpose of purposes) {
    for (const request of requests(purpose)) {
      await askAndLook(sweep, role, route, request, purpose)
      asked++
    }
  }
  return asked

  function requests(purpose: Purpose | undefined): readonly Asked[] {
    const bodies = readingPosts[route]?.(known, needles, purpose)
    if (bodies !== undefined) {
      const chosen = may ? bodies : bodies.slice(0, 1)
      return chosen.map((body) => ({ ...requestFor(route, row, '', purpose), body }))
    }
    const ids = row.object === undefined ? [''] : (known.ids[row.object] ?? [])
    return (may ? ids : ids.slice(0, 1)).map((id) => requestFor(route, row, id, purpose))
  }
}

/** Every purpose that the role may state, and one that it may not. */
function allowedFirst(row: Row, role: Role): readonly Purpose[] {
  return [...purposesAt(row, role), 'administration']
}

function oneOf(row: Row): Purpose | undefined {
  return Object.values(row.purposes ?? {})[0]?.[0]
}

/** Sends each request that changes something, with what is right for it, as everybody who may; the last ones end things. */
export async function changeEverything(sweep: Sweep): Promise<void> {
  for (const [route, row] of Object.entries(matrix)) {
    if (route.split(' ')[1] === 'GET' || route in readingPosts || route.endsWith('/sign-out')) continue
    for (const role of row.who === 'anybody' ? roles.slice(0, 1) : row.who) {
      const id = (row.object && sweep.known.ids[row.object]?.[0]) ?? absentId(row.object)
      const [purpose] = row.purposes === undefined ? [undefined] : purposesAt(row, role)
      await askAndLook(sweep, role, route, requestFor(route, row, id, purpose), purpose)
    }
  }
}

/** Requests that are wrong, with a canary wherever something can be wrong. */
export async function askWrongly(sweep: Sweep): Promise<void> {
  const { needles } = sweep
  const [key, value, inPath, inQuery] = ['key', 'value', 'address', 'parameter'].map((place) =>
    needles.plant(`wrong request/${place}`),
  )
  const garbage = (body: unknown) => ({
    ...Object.fromEntries(Object.keys(Object(body)).map((name) => [name, value])),
    [key ?? '']: { [key ?? '']: value },
  })
  const all: readonly (readonly [string, Row])[] = [
    ...Object.entries(matrix),
    ...services.flatMap((service) =>
      everywhere.map((route) => [`${service} ${route}`, { who: roles }] as const),
    ),
  ]
  for (const [route, row] of all) {
    const role = row.who === 'anybody' ? roles[0] : row.who[0]
    if (role === undefined || route.endsWith('/sign-out')) continue
    // No id and no name of anything ends so.
    const right = requestFor(route, row, `${inPath}~`, undefined)
    const wrong: readonly Asked[] = [
      { ...right, path: `${right.path}?${key}=${inQuery}` },
      ...(right.method === 'GET'
        ? []
        : [{ ...requestFor(route, row, absentId(row.object), undefined), body: garbage(right.body) }]),
    ]
    for (const request of wrong) await askAndLook(sweep, role, route, request, undefined)
  }
}

async function askAndLook(
  { askers, known, sightings }: Sweep,
  role: Role,
  route: string,
  request: Asked,
  purpose: Purpose | undefined,
): Promise<void> {
  const asker = askers.get(role)
  if (asker === undefined) throw new RangeError(`nobody is ${role}`)
  const { service, method, path, body } = request
  const isPage = service === 'gateway' && !path.startsWith('/api/')
  const { text } = await patiently(() =>
    isPage ? asker.visitor.ask(method, path, fieldsOf(body)) : asker.officer.ask(service, method, path, body),
  )
  const who = purpose === undefined ? role : `${role} for ${purpose}`
  sightings.look({ node: known.node, where: route, who }, text)
}

/** What a form sends: text, or several of them. */
function fieldsOf(body: unknown): FormFields {
  return Object.fromEntries(
    Object.entries(Object(body)).flatMap(([name, value]): [string, string | readonly string[]][] =>
      typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
        ? [[name, value]]
        : [],
    ),
  )
}
