import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { loadKeyFile } from '@crosswatch/crypto'
import type { FederationDescription } from '@crosswatch/infra'
import { newUuid, type Role } from '@crosswatch/protocol'

/**
 * Officers who talk to the services of a running federation directly, with tokens signed by each node's own token key: so
 * that a test can go on while a gateway is down.
 */
export interface TestOfficer {
  readonly id: string
  /** Calls a service; the answer as it came. */
  ask(service: Service, method: string, path: string, body?: unknown): Promise<TextAnswer>
  /** Calls a service; the answer's status and its parsed body. Throws only when nobody answers. */
  call(service: Service, method: string, path: string, body?: unknown): Promise<Answer>
  /** The same, where anything but success is a failure of the test. */
  expect<T>(service: Service, method: string, path: string, body?: unknown): Promise<T>
}

export type Service = 'alerts' | 'audit' | 'consent' | 'exchange' | 'gateway' | 'watchlist'

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface TextAnswer {
  readonly status: number
  readonly text: string
}

/** PKCS #8 framing of an Ed25519 seed (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export async function officerOf(
  federation: FederationDescription,
  jurisdiction: string,
  id: string,
  ...roles: readonly Role[]
): Promise<TestOfficer> {
  return officerAt(federation, jurisdiction, jurisdiction, id, ...roles)
}

/** An officer with a token of one jurisdiction who asks the services of a node, of the same one or of another. */
export async function officerAt(
  federation: FederationDescription,
  asked: string,
  jurisdiction: string,
  id: string,
  ...roles: readonly Role[]
): Promise<TestOfficer> {
  const nodeOf = (code: string) => {
    const found = federation.nodes.find((one) => one.jurisdiction === code)
    if (found === undefined) throw new RangeError(`no node ${code}`)
    return found
  }
  const [node, { services }] = [nodeOf(jurisdiction), nodeOf(asked)]
  const seed = await loadKeyFile('token', node.files.tokenKey, node.files.passphrase)
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })

  async function ask(service: Service, method: string, path: string, body?: unknown): Promise<TextAnswer> {
    const token = tokenFor(key, { sub: id, roles, jurisdiction, authority: `Authority of ${jurisdiction}` })
    const response = await fetch(`${services[service].url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }

  async function call(service: Service, method: string, path: string, body?: unknown): Promise<Answer> {
    const { status, text } = await ask(service, method, path, body)
    return { status, body: text === '' ? undefined : JSON.parse(text) }
  }

  return {
    id,
    ask,
    call,
    async expect<T>(service: Service, method: string, path: string, body?: unknown) {
      const answer = await call(service, method, path, body)
      if (answer.status >= 300) {
        throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      }
      const value: T = JSON.parse(JSON.stringify(answer.body ?? null))
      return value
    },
  }
}

function tokenFor(key: KeyObject, claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const times = { iat: now, exp: now + 600, jti: newUuid(), iss: 'crosswatch', aud: 'crosswatch' }
  const unsigned = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode({ ...claims, ...times })}`
  return `${unsigned}.${sign(null, Buffer.from(unsigned), key).toString('base64url')}`
}
