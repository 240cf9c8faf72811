import { keyOf, readKeyEvent } from '@crosswatch/crypto'
import type { Envelope, KeyUse } from '@crosswatch/protocol'
import { ownerOf, type ExchangeContext } from '../context.ts'

const dayMs = 86_400_000
/** The ceremony needs custodians of the root in one room. */
const warnedAheadMs = 45 * dayMs

/**
 * Until when the root's word about this node's keys stands, by their use; where a use takes several keys, the one that ends first. Keys
 * that were taken back do not count.
 */
export function keyEnds(
  context: Pick<ExchangeContext, 'federation' | 'jurisdiction'>,
  statements: readonly Envelope[],
): ReadonlyMap<KeyUse, Date> {
  const owner = ownerOf(context, context.jurisdiction)
  if (owner === undefined) return new Map()
  const events = statements.map((statement) => readKeyEvent(statement, owner))
  const revoked = new Set(
    events.flatMap((event) => (event.kind === 'revocation' ? [event.revocation.keyid] : [])),
  )
  const ends = new Map<string, { readonly use: KeyUse; readonly until: number }>()
  for (const event of events) {
    if (event.kind !== 'key' || revoked.has(event.keyid)) continue
    const { use, validUntil } = event.statement
    // A witness has a key of each signature scheme, told apart by their length.
    const kind = `${use} ${keyOf(event.statement).length}`
    ends.set(kind, { use, until: Math.max(Date.parse(validUntil), ends.get(kind)?.until ?? 0) })
  }
  const byUse = Map.groupBy(ends.values(), ({ use }) => use)
  return new Map(
    Array.from(byUse, ([use, kinds]) => [use, new Date(Math.min(...kinds.map(({ until }) => until)))]),
  )
}

/** Says so in good time when keys of this node end, once a day. */
export function watchKeyEnds(
  context: Pick<ExchangeContext, 'federation' | 'jurisdiction' | 'keys' | 'clock' | 'log' | 'metrics'>,
): { readonly everyMs: number; readonly turn: () => Promise<boolean> } {
  return {
    everyMs: dayMs,
    turn: async () => {
      for (const [use, until] of keyEnds(context, context.keys.statements)) {
        context.metrics.keyEnds(use, until)
        if (until.getTime() - context.clock().getTime() < warnedAheadMs)
          context.log.warn({ use, until }, 'keys of this node end: renew them with crosswatch keys rotate')
      }
      return false
    },
  }
}
