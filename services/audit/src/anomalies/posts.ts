import { type Anomaly, watchedDays } from './rules.ts'

/** An officer's looks from one post on one day. */
export interface PostDay {
  readonly officer: string
  readonly day: string
  /** Empty where the network belongs to no post. */
  readonly post: string
  /** It is none of the officer's own posts. */
  readonly away: boolean
  readonly looks: number
}

/** Quarters of an hour in which one account looked from more than one post. */
export interface Crossings {
  readonly officer: string
  readonly quarters: number
}

/** Looks from a network of no post, and days with such looks: a device that was set up wrongly is noticed once. */
const looksFromNowhere = 5
const daysFromNowhere = 2
/** Days with looks at an own post and at another: once somebody has business there. */
const splitDays = 2
/** Days at other posts: whoever stands in does so for a week or two, and a transfer belongs into the account. */
const daysAway = 12
/** One may be a device that changed its network. */
const crossedQuarters = 2

/**
 * Looks from where the officer does not work. Standing in for a colleague is a whole day at the other post; calibrated on
 * simulated officers (`npm run bench -- anomalies`).
 */
export function findLooksAwayFromPost(looks: readonly PostDay[]): Anomaly[] {
  const away = looks.filter((row) => row.away)
  const atOwn = new Set(looks.filter((row) => !row.away).map(({ officer, day }) => `${day} ${officer}`))
  return [...Map.groupBy(away, ({ officer }) => officer)].flatMap(([officer, rows]) => {
    const nowhere = rows.filter(({ post }) => post === '')
    const others = rows.filter(({ post }) => post !== '')
    const split = others.filter(({ day }) => atOwn.has(`${day} ${officer}`))
    const found = [
      ...(countOf(nowhere) >= looksFromNowhere && daysOf(nowhere) >= daysFromNowhere
        ? [`${countOf(nowhere)} times on ${daysOf(nowhere)} days from a network that belongs to no post`]
        : []),
      ...(daysOf(split) >= splitDays
        ? [`on ${daysOf(split)} days from ${postsOf(split)}, and from their own post on the same days`]
        : []),
      ...(daysOf(others) >= daysAway ? [`on ${daysOf(others)} days from ${postsOf(others)}`] : []),
    ]
    if (found.length === 0) return []
    return [
      {
        rule: 'away-from-post' as const,
        officer,
        reason: `Looked, within ${watchedDays} days, ${found.join('; ')}. None of these is a post of the account.`,
      },
    ]
  })
}

/** One account at two places at once: lent, shared or taken. */
export function findTwoPosts(crossings: readonly Crossings[]): Anomaly[] {
  return crossings
    .filter(({ quarters }) => quarters >= crossedQuarters)
    .map(({ officer, quarters }) => ({
      rule: 'two-posts' as const,
      officer,
      reason: `Looked from two posts within the same quarter of an hour, ${quarters} times within ${watchedDays} days.`,
    }))
}

function countOf(rows: readonly PostDay[]): number {
  return rows.reduce((sum, { looks }) => sum + looks, 0)
}

function daysOf(rows: readonly PostDay[]): number {
  return new Set(rows.map(({ day }) => day)).size
}

/** @example `"Northern crossing" and one post more` */
function postsOf(rows: readonly PostDay[]): string {
  const [first = '', ...more] = [...new Set(rows.map(({ post }) => post))].toSorted()
  if (more.length === 0) return `"${first}"`
  return `"${first}" and ${more.length === 1 ? 'one post' : `${more.length} posts`} more`
}
