import { newUuid, type Purpose } from '@crosswatch/protocol'
import { fullAgreement, inventedDraft } from '../support/drafts.ts'
import type { Service } from '../support/officers.ts'
import { hitOn, listedName } from './belongings.ts'
import type { ObjectKind, Row } from './matrix.ts'

export const services: readonly Service[] = ['alerts', 'audit', 'consent', 'exchange', 'gateway', 'watchlist']

/** One request of the matrix, to a service or to a page. */
export interface Asked {
  readonly service: Service
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** The request of a row: about the thing with this id, for this purpose. */
export function requestFor(route: string, row: Row, id: string, purpose: Purpose | undefined): Asked {
  const [name, method = '', url = ''] = route.split(' ')
  const service = services.find((one) => one === name)
  if (service === undefined) throw new RangeError(`no service ${name}`)
  const address = url.replace(/:\w+/, id).replace('*', 'none')
  const stated = row.purposes === undefined ? undefined : purpose
  const asksByAddress = method === 'GET' && stated !== undefined
  return {
    service,
    method,
    path: asksByAddress ? `${address}?purpose=${stated}` : address,
    body: method === 'GET' || method === 'DELETE' ? undefined : bodyOf(row.body, id, stated),
  }
}

/** An id of something of this kind that is nowhere. */
export function absentId(kind: ObjectKind | undefined): string {
  return kind === 'agreement' ? newUuid().replaceAll('-', '').repeat(2) : newUuid()
}

function bodyOf(body: unknown, id: string, purpose: Purpose | undefined): unknown {
  if (typeof body === 'string' && body in prepared) return prepared[body]?.(id, purpose)
  if (body === undefined) return undefined
  const filled: unknown = JSON.parse(JSON.stringify(body).replaceAll('<id>', id))
  return purpose === undefined ? filled : { ...Object(filled), purpose }
}

/** What is too long for a row. */
const prepared: Readonly<Record<string, (id: string, purpose: Purpose | undefined) => unknown>> = {
  '<draft>': () => inventedDraft(77),
  '<agreement>': () => ({ ...fullAgreement('XA', 'XB'), title: 'Another one' }),
  '<hit>': (id) => hitOn(id),
  '<record>': (id, purpose) => ({
    alert: id,
    query: newUuid(),
    purpose,
    reference: 'CASE-7',
    subject: { name: listedName('XA') },
  }),
  '<rows>': () => ({ rows: [{ ref: 'one', draft: inventedDraft(78) }] }),
  '<screening>': (_id, purpose) => ({
    id: newUuid(),
    purpose,
    reference: 'CASE-7',
    rows: 'name\nSomebody Unlisted\n',
  }),
}
