import { certifyKey, type signerFromSeed } from '@crosswatch/crypto'
import {
  accessRecordDocument,
  AlertRecord,
  EvidenceBundle,
  EvidenceRequest,
  OpeningEvidenceRequest,
  FollowAnswer,
  FollowRequest,
  newUuid,
  OversightReport,
  QueryAnswer,
  QueryRequest,
  RecordDetail,
  RecordList,
  RecordRequest,
  RecordSearch,
  type Review,
  ReviewList,
  SampleRequest,
  sha256,
  ServiceError,
  toBase64,
  utf8,
  VerdictRequest,
  type AccessRecord,
  type AlertDraft,
} from '@crosswatch/protocol'
import { allRoles, createApp, type App } from '@crosswatch/service-kit'
import {
  appendLeaves,
  commitRecord,
  emptyTree,
  encodeAccessEntry,
  ed25519Signer,
  formatReceipt,
  leafHash,
  logOrigin,
  signCheckpoint,
  treeRoot,
} from '@crosswatch/transparency'
import type { ServiceUrls } from '../../src/calls/service-urls.ts'
import { answerTo, drafts, importsWaiting } from './invented.ts'
import { stubAlerts } from './stub-alerts.ts'
import { stubBreakGlass } from './stub-break-glass.ts'
import { stubConsent } from './stub-consent.ts'
import { stubClearances } from './stub-clearances.ts'
import { stubDisputes } from './stub-disputes.ts'
import { stubScreening } from './stub-screening.ts'
import { stubHits } from './stub-hits.ts'
import { stubReceipts } from './stub-receipts.ts'
import { stubImpact, stubQuality, stubReplays } from './stub-quality.ts'
import { stubRetention } from './stub-retention.ts'

/** Who vouches for the log, and who signs it. */
export interface LogKeys {
  readonly root: { readonly federation: string; readonly jurisdiction: string; readonly signer: Signer }
  readonly log: Signer
}

type Signer = ReturnType<typeof signerFromSeed>

export interface StubServices extends AsyncDisposable {
  readonly urls: ServiceUrls
  /** What the watchlist was asked. */
  readonly asked: QueryRequest[]
  /** Headers with which the services were called. */
  readonly headers: Record<string, unknown>[]
  /** What is wrong with the log: a record that was changed afterwards, or a key that the root did not certify. */
  tampered?: 'record' | 'key'
  /** The watchlist says that its index loses alerts. */
  losesAlerts?: boolean
  /** What the watchlist answers instead, once. */
  failNext?: ServiceError
}

/** The services behind a gateway: real HTTP and real sign-in checks, canned answers. */
export async function startStubServices(
  tokenPublicKey: string,
  keys: LogKeys,
  seeds: readonly AlertDraft[] = drafts,
): Promise<StubServices> {
  const apps: App[] = []
  const asked: QueryRequest[] = []
  const headers: Record<string, unknown>[] = []
  const listen = async (name: string, routes: (app: App) => void) => {
    const app = await createApp({ name, version: '1', tokenPublicKey })
    app.addHook('onRequest', async (request) => void headers.push(request.headers))
    routes(app)
    apps.push(app)
    return app.listen({ host: '127.0.0.1', port: 0 })
  }
  const stub: StubServices = {
    asked,
    headers,
    urls: {
      alerts: await listen('alerts', (app) => {
        stubAlerts(app, seeds, importsWaiting())
        stubQuality(app)
        stubHits(app)
        stubDisputes(app)
        stubClearances(app)
      }),
      watchlist: await listen('watchlist', (app) => {
        stubImpact(app)
        stubReplays(app)
        app.get('/v1/status', { config: { roles: allRoles } }, async () => ({
          alerts: 3,
          sequence: 3,
          ageMs: 5,
          unreadable: 0,
          recall: {
            queries: 9,
            hits: 4,
            lost: stub.losesAlerts === true ? 1 : 0,
            alarm: stub.losesAlerts === true,
          },
          ready: true,
        }))
        stubScreening(app)
        app.post(
          '/v1/queries/record',
          { config: { roles: allRoles }, schema: { body: RecordRequest, response: { 200: AlertRecord } } },
          async ({ body }) => {
            asked.push(body)
            const [result] = answerTo(body.subject.name ?? '').results
            if (result?.alert !== body.alert) throw new ServiceError('not-found', { detail: 'alert' })
            return {
              result: { ...result, label: 'Dragomir Ilarion Vântu' },
              identity: { subject: 'person' as const, names: [], phones: ['+999 02 555 0142'] },
              record: '01980f00-0000-7000-8000-0000000000fe',
              at: '2026-03-01T12:00:09.000Z',
            }
          },
        )
        app.post(
          '/v1/queries',
          { config: { roles: allRoles }, schema: { body: QueryRequest, response: { 200: QueryAnswer } } },
          async ({ body }) => {
            asked.push(body)
            const { failNext } = stub
            delete stub.failNext
            if (failNext !== undefined) throw failNext
            const { subject } = body
            const read =
              subject.mrz === undefined
                ? {}
                : {
                    read: { name: 'Anna Maria Eriksson', birthDate: '1974-08-12' },
                    zone: { format: 'TD3' as const, failed: ['birthDate' as const] },
                  }
            return { ...answerTo(subject.name ?? ''), ...read }
          },
        )
      }),
      audit: await listen('audit', (app) => stubAudit(app, keys, () => stub.tampered)),
      consent: await listen('consent', stubConsent),
      exchange: await listen('exchange', (app) => stubExchange(app, keys, () => stub.tampered)),
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(apps.map((app) => app.close()))
    },
  }
  return stub
}

function stubAudit(app: App, { root, log }: LogKeys, tampered: () => StubServices['tampered']): void {
  const salt = sha256(utf8('salt'))
  const record = (id: string, change: Partial<AccessRecord> = {}): AccessRecord => ({
    v: 1,
    id,
    jurisdiction: 'XA',
    operation: 'query',
    at: '2026-03-01T12:00:05.120Z',
    officer: 'xa-border',
    authority: 'Border Guard of Arvenia',
    roles: ['border-officer'],
    purpose: 'border-check',
    terms: toBase64(utf8('box')),
    alerts: [
      {
        alert: '01980f00-0000-7000-8000-000000000001',
        version: 2,
        issuer: 'XB',
        compartments: ['identity', 'grounds'],
      },
    ],
    recipients: [],
    count: 1,
    outcome: 'hit',
    policies: ['role/border-officer/query'],
    list: 90_412,
    software: 'watchlist 0.1.0',
    ...change,
  })
  const known = [
    record(newUuid()),
    record(newUuid(), { outcome: 'none', alerts: [], count: 0 }),
    record(newUuid(), {
      operation: 'sign-in.refused',
      officer: 'system:gateway',
      roles: [],
      outcome: 'denied',
      reason: 'sign-in-refused',
      alerts: [],
    }),
    record(newUuid(), { operation: 'alert.approve', officer: 'xa-supervisor', outcome: 'done' }),
  ]
  const summary = (one: AccessRecord, index: number) => {
    const { terms: _terms, ...rest } = one
    return { index, record: rest, terms: 'kept' as const }
  }
  const config = { roles: ['auditor'] } as const
  const canonical = (one: AccessRecord) => Buffer.from(accessRecordDocument.encode(one)).toString('utf8')
  const place = (id: string) => {
    const index = known.findIndex((one) => one.id === id)
    const one = known[index]
    if (one === undefined) throw new ServiceError('not-found')
    return { one, index }
  }

  app.post(
    '/v1/records/search',
    { config, schema: { body: RecordSearch, response: { 200: RecordList } } },
    async ({ body }) => ({
      records: known.map(summary).filter(({ record: one }) => !body.officer || one.officer === body.officer),
      next: body.after === undefined ? newUuid() : null,
    }),
  )
  app.get<{ Params: { id: string } }>(
    '/v1/records/:id',
    { config, schema: { response: { 200: RecordDetail } } },
    async ({ params }) => {
      const { one, index } = place(params.id)
      return {
        ...summary(one, index),
        openedTerms: {
          reference: 'Flight XX 118',
          query: { name: 'vantu dragomri', birthDate: '1974-08-12' },
        },
        canonical: canonical(one),
        salt: toBase64(tampered() === 'record' ? sha256(salt) : salt),
      }
    },
  )
  app.get<{ Params: { id: string } }>('/v1/records/:id/proof', { config }, async ({ params }, reply) => {
    const { index } = place(params.id)
    const leaves = known.map((one) =>
      leafHash(
        encodeAccessEntry({ type: one.operation, commitment: commitRecord(salt, utf8(canonical(one))) }),
      ),
    )
    const { edge } = appendLeaves(emptyTree(), leaves)
    const origin = logOrigin(root.federation, root.jurisdiction)
    const signer = ed25519Signer(origin, log.publicKey, (message) => log.sign(message))
    const receipt = formatReceipt({
      index: BigInt(index),
      proof: proofIn(leaves, index),
      checkpoint: signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [signer]),
    })
    return reply.type('text/plain; charset=utf-8').send(receipt)
  })
  app.post(
    '/v1/records/follow',
    { config, schema: { body: FollowRequest, response: { 200: FollowAnswer } } },
    async () => ({
      looks: 3,
      first: '2026-03-01T12:00:05.120Z',
      last: '2026-03-02T08:00:00.000Z',
      kinds: [
        {
          authority: 'Border Guard of Arvenia',
          operation: 'query' as const,
          purpose: 'border-check' as const,
          outcome: 'hit' as const,
          looks: 3,
        },
      ],
      officers: [
        {
          officer: 'xa-border',
          looks: 3,
          first: '2026-03-01T12:00:05.120Z',
          last: '2026-03-02T08:00:00.000Z',
        },
      ],
      abroad: [
        {
          jurisdiction: 'XB',
          operation: 'query',
          purpose: 'border-check' as const,
          looks: 2,
          officers: 1,
          refuted: 0,
          first: '2026-03-01T12:00:00.000Z',
          last: '2026-03-01T15:00:00.000Z',
        },
      ],
      alerts: [
        {
          alert: '01980f00-0000-7000-8000-000000000001',
          looks: 2,
          first: '2026-03-01T12:00:05.120Z',
          last: '2026-03-02T08:00:00.000Z',
        },
      ],
      days: [
        { day: '2026-03-02', looks: 1 },
        { day: '2026-03-01', looks: 2 },
      ],
    }),
  )
  app.post(
    '/v1/records/evidence',
    { config, schema: { body: EvidenceRequest, response: { 200: EvidenceBundle } } },
    async ({ body }) => ({
      v: 1 as const,
      kind: 'crosswatch-evidence' as const,
      jurisdiction: 'XA',
      madeAt: '2026-03-02T08:00:00.000Z',
      vkey: 'key',
      records: body.records.map((id) => ({
        id,
        canonical: canonical(place(id).one),
        salt: toBase64(salt),
        termsKey: null,
        receipt: 'receipt',
      })),
    }),
  )
  app.post(
    '/v1/openings/evidence',
    {
      config: { roles: ['protection-officer'] },
      schema: { body: OpeningEvidenceRequest, response: { 200: EvidenceBundle } },
    },
    async ({ body }) => ({
      v: 1 as const,
      kind: 'crosswatch-evidence' as const,
      jurisdiction: 'XA',
      madeAt: '2026-03-02T12:00:00.000Z',
      vkey: 'key',
      records: body.records.map((id) => ({
        id,
        canonical: '{}',
        salt: toBase64(salt),
        termsKey: null,
        receipt: 'receipt',
      })),
    }),
  )
  app.get(
    '/v1/oversight',
    { config: { public: true }, schema: { response: { 200: OversightReport } } },
    async () => ({
      months: [
        {
          month: '2026-02',
          total: 1200,
          purposes: [
            { name: 'border-check', looks: 1190 },
            { name: 'labour-inspection', looks: null },
          ],
          authorities: [{ name: 'Border Guard of Arvenia', looks: 1200 }],
          outcomes: [{ name: 'none', looks: 1200 }],
        },
      ],
      checkpoint: 'crosswatch/demo/XA/access-log\n4\n',
    }),
  )
  stubReviews(app, known[0]?.id ?? '')
  stubReceipts(app)
  stubRetention(app)
  stubBreakGlass(app)
  app.get('/v1/log/export', { config }, async (_request, reply) =>
    reply.type('application/x-ndjson').send('{"index":0}\n{"checkpoint":"..."}\n'),
  )
  app.get('/checkpoint', { config: { public: true } }, async (_request, reply) =>
    reply.type('text/plain').send('checkpoint\n'),
  )
}

function stubReviews(app: App, record: string): void {
  const config = { roles: ['auditor'] } as const
  const reviews: Review[] = []
  app.get('/v1/reviews', { config, schema: { response: { 200: ReviewList } } }, async () => {
    const waiting = reviews.filter(({ verdict }) => verdict === null)
    return { reviews, open: waiting.length, oldest: waiting[0]?.openedAt ?? null }
  })
  app.post('/v1/reviews/sample', { config, schema: { body: SampleRequest } }, async ({ body }) => {
    reviews.push({
      id: newUuid(),
      kind: 'sample',
      officer: 'xa-border',
      record,
      breakGlass: null,
      reason: 'Drawn by lot from the root of the log of 4 records.',
      openedAt: body.from,
      verdict: null,
      decidedAt: null,
      reviewer: null,
    })
    return { drawn: 1 }
  })
  app.post<{ Params: { id: string }; Body: VerdictRequest }>(
    '/v1/reviews/:id/verdict',
    { config, schema: { body: VerdictRequest } },
    async ({ params, body, officer }, reply) => {
      const place = reviews.findIndex(({ id }) => id === params.id)
      const one = reviews[place]
      if (one === undefined) throw new ServiceError('not-found')
      const decided = { verdict: body.verdict, decidedAt: '2026-03-03T00:00:00.000Z', reviewer: officer.id }
      reviews[place] = { ...one, ...decided }
      return reply.code(204).send()
    },
  )
}

/** The audit path in a tree of four leaves. */
function proofIn(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  const none: Uint8Array = new Uint8Array()
  const node = (left = none, right = none) => sha256(Uint8Array.of(1), left, right)
  const sibling = leaves[index % 2 === 0 ? index + 1 : index - 1] ?? none
  const other = index < 2 ? node(leaves[2], leaves[3]) : node(leaves[0], leaves[1])
  return [sibling, other]
}

function stubExchange(app: App, { root, log }: LogKeys, tampered: () => StubServices['tampered']): void {
  const certifiedBy = (signer: Signer) =>
    certifyKey(signer, {
      federation: root.federation,
      jurisdiction: root.jurisdiction,
      use: 'log',
      key: log.publicKey,
      validFrom: new Date('2026-01-01'),
      validUntil: new Date('2030-01-01'),
    })
  app.get('/v1/keys', { config: { roles: allRoles } }, async () => ({
    statements: [{ issuer: 'XA', seq: 1, envelope: certifiedBy(tampered() === 'key' ? log : root.signer) }],
  }))
  const members = ['Arvenia', 'Belmora', 'Corvania'].map((name, index) => ({
    jurisdiction: ['XA', 'XB', 'XC'][index] ?? 'XA',
    name,
    root: toBase64(sha256(utf8(name))),
    contact: {
      desk: `Duty desk, Labour Inspectorate of ${name}`,
      phone: `+999 0${index + 1} 555 0100`,
      email: 'desk@x.example',
      hours: 'day and night',
    },
  }))
  app.get('/v1/federation', { config: { roles: allRoles } }, async () => ({
    federation: 'crosswatch-demo',
    version: 1,
    jurisdiction: 'XA',
    members,
  }))
  app.get(
    '/v1/feeds',
    { config: { roles: ['administrator', 'auditor', 'supervisor', 'analyst'] } },
    async () => ({
      jurisdiction: 'XA',
      feeds: members.map(({ jurisdiction, name }, index) => ({
        issuer: jurisdiction,
        name,
        seq: 12_480 + index,
        hash: Buffer.from(sha256(utf8(jurisdiction))).toString('hex'),
        missing: index === 2 ? 3 : 0,
        channel: index === 1,
      })),
    }),
  )
  app.get('/v1/quarantine', { config: { roles: ['administrator', 'auditor'] } }, async () => ({
    entries: [
      {
        id: 1,
        issuer: 'XC',
        seq: 118,
        reason: 'signature-invalid',
        detail: 'no key that was valid there verifies the signature',
        source: 'stream',
        times: 3,
        firstAt: '2026-03-01T11:02:00.000Z',
        lastAt: '2026-03-01T11:05:00.000Z',
      },
    ],
  }))
}
