import type {
  EvidenceBundle,
  EvidenceRequest,
  FollowAnswer,
  FollowRequest,
  ForeignLookList,
  LookSearch,
  HoldRequest,
  LiftRequest,
  OversightReport,
  Overview,
  PseudonymQuestion,
  ReceiptAccounts,
  RetentionReport,
  RecordDetail,
  RecordList,
  RecordSearch,
  ReviewList,
  SampleRequest,
  VerdictRequest,
} from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** The access log of the node. Reading it is itself recorded. Role: auditor. */
export interface RecordCalls {
  /** One page, youngest first; `next` goes in as `after` for the one that follows. */
  search(search: RecordSearch): Promise<RecordList>
  show(id: string): Promise<RecordDetail>
  /** Every look at one alert, or every look of one officer, counted. */
  follow(request: FollowRequest): Promise<FollowAnswer>
  /** Chosen records with all that proves them. Verify it: the node may lie. */
  evidence(request: EvidenceRequest): Promise<EvidenceBundle>
  /** What waits for a verdict, the oldest first, then what was decided. */
  reviews(): Promise<ReviewList>
  /** Draws looks for review. @returns how many */
  sample(request: SampleRequest): Promise<number>
  decide(review: string, request: VerdictRequest): Promise<void>
  /** What this node and each other have told each other of their looks, and what does not fit. */
  receipts(): Promise<ReceiptAccounts>
  /** Looks of others at alerts of this node, those that were told last first; `next` goes in as `after`. */
  foreignLooks(search: LookSearch): Promise<ForeignLookList>
  /** The officer behind a pseudonym that this node gave to another jurisdiction. */
  resolve(question: PseudonymQuestion): Promise<string>
  /** How the supervision of the node stands: counts and ages. */
  overview(): Promise<Overview>
  /** What is kept for how long, what the next run erases, and the legal holds. */
  retention(): Promise<RetentionReport>
  /** Sets a legal hold. @returns its id */
  hold(request: HoldRequest): Promise<string>
  lift(hold: string, request: LiftRequest): Promise<void>
  /** Receipt that the record is in the signed log (C2SP tlog-proof). Verify it: the node may lie. */
  proof(id: string): Promise<string>
  /** The whole log, one JSON object per line, the signed checkpoint last. Verify it: the node may lie. */
  export(): AsyncIterable<string>
  /** The public numbers, which anybody may read, and the checkpoint that they come from. */
  oversight(): Promise<OversightReport>
  /** The signed checkpoint (C2SP tlog-checkpoint). */
  checkpoint(): Promise<string>
}

export function recordCalls({ audit, streaming, linesOf }: Api): RecordCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    search: (body) => dataOf(audit.POST('/v1/records/search', { body })),
    show: (id) => dataOf(audit.GET('/v1/records/{id}', at(id))),
    follow: (body) => dataOf(audit.POST('/v1/records/follow', { body })),
    evidence: (body) => dataOf(audit.POST('/v1/records/evidence', { body })),
    reviews: () => dataOf(audit.GET('/v1/reviews')),
    sample: async (body) => (await dataOf(audit.POST('/v1/reviews/sample', { body }))).drawn,
    async decide(id, body) {
      await audit.POST('/v1/reviews/{id}/verdict', { ...at(id), body })
    },
    receipts: () => dataOf(audit.GET('/v1/receipts')),
    foreignLooks: (body) => dataOf(audit.POST('/v1/receipts/search', { body })),
    resolve: async (body) => (await dataOf(audit.POST('/v1/receipts/resolve', { body }))).officer,
    overview: () => dataOf(audit.GET('/v1/overview')),
    retention: () => dataOf(audit.GET('/v1/retention')),
    hold: async (body) => (await dataOf(audit.POST('/v1/holds', { body }))).id,
    async lift(id, body) {
      await audit.POST('/v1/holds/{id}/lift', { ...at(id), body })
    },
    proof: (id) => dataOf(audit.GET('/v1/records/{id}/proof', { ...at(id), parseAs: 'text' })),
    async *export() {
      const { data } = await audit.GET('/v1/log/export', streaming)
      yield* linesOf(data ?? null)
    },
    oversight: () => dataOf(audit.GET('/v1/oversight')),
    checkpoint: () => dataOf(audit.GET('/checkpoint', { parseAs: 'text' })),
  }
}
