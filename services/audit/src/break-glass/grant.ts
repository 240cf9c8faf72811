import type { StorageKey } from '@crosswatch/crypto'
import {
  type BreakGlass,
  breakGlassMinutes,
  BreakGlassRequest,
  type BreakGlassState,
  canonicalBytes,
  parseCanonical,
  ServiceError,
} from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import type { breakGlass } from '../store/break-glass-schema.ts'

/** A request for break-glass as it is kept, with the number of records made under it. */
export type GrantRow = typeof breakGlass.$inferSelect & { readonly uses: number }

const hour = breakGlassMinutes * 60_000

/** Where it stands now. A request that nobody granted within an hour is over: what was urgent then has to be said anew. */
export function stateOf(
  { askedAt, decidedAt, endsAt, endedBy }: Pick<GrantRow, 'askedAt' | 'decidedAt' | 'endsAt' | 'endedBy'>,
  now: Date,
): BreakGlassState {
  if (decidedAt === null) return now.getTime() < askedAt.getTime() + hour ? 'asked' : 'over'
  if (endsAt === null) return 'refused'
  if (endedBy !== null) return 'ended'
  return now < endsAt ? 'in-force' : 'over'
}

export function endOf(granted: Date): Date {
  return new Date(granted.getTime() + hour)
}

export function sealRequest(storageKey: StorageKey, id: string, request: BreakGlassRequest) {
  const { box, key } = storageKey.seal(canonicalBytes(request), contextOf(id))
  return { reason: box, reasonKey: key }
}

/** As officers see it. @throws {ServiceError} `unexpected` if what is kept is not what was asked */
export function shown(storageKey: StorageKey, row: GrantRow, now: Date): BreakGlass {
  const { id, officer, authority, askedAt, decidedBy, decidedAt, endsAt, uses } = row
  const box = { box: row.reason, key: row.reasonKey }
  const request = parseCanonical(storageKey.open(box, contextOf(id)))
  if (!isRequest.Check(request)) throw new ServiceError('unexpected', { detail: `break-glass ${id}` })
  return {
    id,
    officer,
    authority,
    reason: request.reason,
    reference: request.reference ?? null,
    state: stateOf(row, now),
    askedAt: askedAt.toISOString(),
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    uses,
  }
}

const isRequest = Compile(BreakGlassRequest)

function contextOf(id: string): string {
  return `break-glass ${id}`
}

/** What a review of it names as its cause. */
export function causeOf(id: string): string {
  return `break-glass ${id}`
}

/** The grant that the cause of a review names. */
export function grantOfCause(cause: string | null): string | null {
  return cause?.slice(causeOf('').length) ?? null
}
