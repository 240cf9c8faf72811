import { breakGlassHeader, type SignInAnswer } from '@crosswatch/protocol'
import createFetch from 'openapi-fetch'
import { createApi, dataOf } from './api.ts'
import type { paths as GatewayPaths } from './generated/gateway.ts'
import { agreementCalls, type AgreementCalls } from './resources/agreements.ts'
import { alertCalls, type AlertCalls } from './resources/alerts.ts'
import { breakGlassCalls, type BreakGlassCalls } from './resources/break-glass.ts'
import { clearanceCalls, type ClearanceCalls } from './resources/clearances.ts'
import { disputeCalls, type DisputeCalls } from './resources/disputes.ts'
import { erasureCalls, type ErasureCalls } from './resources/erasures.ts'
import { feedCalls, type FeedCalls } from './resources/feeds.ts'
import { hitCalls, type HitCalls } from './resources/hits.ts'
import { importCalls, type ImportCalls } from './resources/imports.ts'
import { licenceCalls, type LicenceCalls } from './resources/licences.ts'
import { measureCalls, type MeasureCalls } from './resources/measures.ts'
import { policyCalls, type PolicyCalls } from './resources/policies.ts'
import { queryCalls, type QueryCalls } from './resources/queries.ts'
import { recordCalls, type RecordCalls } from './resources/records.ts'
import { screeningCalls, type ScreeningCalls } from './resources/screenings.ts'
import { type Send, sendOnce } from './send.ts'
import { type Officer, passwordSession, tokenSession } from './session.ts'

interface CommonOptions {
  /** The node's gateway: `https://gateway.example`. */
  readonly gateway: string
  /**
   * How long a request that may be repeated (reading, and rows of an import) is repeated while the node is away, in
   * milliseconds. Default 0: not at all.
   */
  readonly patienceMs?: number
  /** Aborting it ends every request under way, with an `AbortError`. */
  readonly signal?: AbortSignal
  /** Every request is made under break-glass, which must be in force for this officer. */
  readonly breakGlass?: boolean
  /** Default: the global one. */
  readonly fetch?: Send
  /** Milliseconds of a clock that does not go back. Default: `performance.now`. */
  readonly now?: () => number
}

export type ClientOptions = CommonOptions &
  ({ readonly user: string; readonly password: string } | { readonly token: string })

/** A node, as one signed-in officer may use it. Every call throws `ApiError` or `ConnectionError`. */
export interface Client {
  /** Signs in now rather than with the first request. @returns who that is; undefined for a given token */
  signIn(): Promise<Officer | undefined>
  readonly alerts: AlertCalls
  readonly imports: ImportCalls
  readonly hits: HitCalls
  readonly licences: LicenceCalls
  readonly measures: MeasureCalls
  readonly disputes: DisputeCalls
  readonly clearances: ClearanceCalls
  readonly queries: QueryCalls
  readonly screenings: ScreeningCalls
  readonly records: RecordCalls
  readonly policies: PolicyCalls
  readonly feeds: FeedCalls
  readonly agreements: AgreementCalls
  readonly erasures: ErasureCalls
  readonly breakGlass: BreakGlassCalls
}

/**
 * A client of one node. It signs in when it has to, and again before its token ends.
 *
 * @example
 * const client = createClient({ gateway: 'http://127.0.0.1:8080', user: 'xb-border', password })
 * const answer = await client.queries.ask({ purpose: 'border-check', subject: { name: 'VANTU Dragomir' } })
 */
export function createClient(options: ClientOptions): Client {
  const {
    gateway: address,
    patienceMs = 0,
    signal,
    breakGlass = false,
    fetch: given = (request) => globalThis.fetch(request),
    now = () => performance.now(),
  } = options
  const gateway = address.replace(/\/+$/, '')
  const fetch: Send = signal === undefined ? given : (request) => given(new Request(request, { signal }))
  const session =
    'token' in options
      ? tokenSession(options.token)
      : passwordSession(() => signIn(gateway, fetch, options.user, options.password), now)
  const api = createApi({
    gateway,
    session,
    fetch: breakGlass ? underBreakGlass(fetch) : fetch,
    now,
    patienceMs,
    signal,
  })
  return {
    signIn: () => session.officer(),
    alerts: alertCalls(api),
    imports: importCalls(api),
    hits: hitCalls(api),
    licences: licenceCalls(api),
    measures: measureCalls(api),
    disputes: disputeCalls(api),
    clearances: clearanceCalls(api),
    queries: queryCalls(api),
    screenings: screeningCalls(api),
    records: recordCalls(api),
    policies: policyCalls(api),
    feeds: feedCalls(api),
    agreements: agreementCalls(api),
    erasures: erasureCalls(api),
    breakGlass: breakGlassCalls(api),
  }
}

function underBreakGlass(send: Send): Send {
  return (request) => {
    request.headers.set(breakGlassHeader, 'yes')
    return send(request)
  }
}

async function signIn(gateway: string, fetch: Send, user: string, password: string): Promise<SignInAnswer> {
  const send = sendOnce(gateway, fetch)
  const client = createFetch<GatewayPaths>({ baseUrl: gateway, redirect: 'error', fetch: send })
  return dataOf(client.POST('/api/sign-in', { body: { user, password } }))
}
