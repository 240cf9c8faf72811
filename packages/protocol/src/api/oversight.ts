import { Type, type Static } from 'typebox'
import { closed } from '../scalars.ts'

/** Numbers smaller than this are not published: they could point at somebody. */
export const smallestPublished = 10

/** What officers do to see something, which the public numbers count. Rules of the node and the work on one's own drafts are not looks. */
export const countedLooks: ReadonlySet<string> = new Set(['query', 'alert.view', 'alert.list'])

/** null: too small to be published, or would give away one that is. */
const PublishedCount = Type.Union([Type.Null(), Type.Integer({ minimum: smallestPublished })])

const Table = Type.Array(closed({ name: Type.String(), looks: PublishedCount }))

/** Looks of one month (UTC), counted three ways. Each table adds up to the total; nothing that is hidden can be computed. */
export const OversightMonth = closed({
  month: Type.String({ pattern: String.raw`^\d{4}-\d{2}$` }),
  total: PublishedCount,
  purposes: Table,
  authorities: Table,
  outcomes: Table,
})
export type OversightMonth = Static<typeof OversightMonth>

/** How the log is used, for everybody. Months that are over, the youngest first, 12 at most. */
export const OversightReport = closed({
  months: Type.Array(OversightMonth),
  /** The signed checkpoint of the log that the numbers are counted from. */
  checkpoint: Type.String(),
})
export type OversightReport = Static<typeof OversightReport>
