import { findLooksAwayFromPost, findTwoPosts, watchedDays, type PostDay } from '@crosswatch/audit'
import { generator } from './generator.ts'

export interface SimulatedPosts {
  /** Findings about officers who did nothing but their work, for each officer and month. */
  readonly awayFromPostFalseAlarms: number
  readonly twoPostsFalseAlarms: number
  readonly misused: readonly {
    readonly how: string
    readonly rule: 'away-from-post' | 'two-posts'
    readonly detectedAfterDays: number | undefined
  }[]
}

/**
 * A month of officers at twenty posts. One in ten stands in at another post for a week; one in ten has business at another
 * post for part of a day, with an hour on the way; one device in a hundred is on a network that belongs to no post for a day.
 * Among them: somebody who looks from home twice a week, somebody who goes to another post after work twice a week, and an
 * account that is used at two posts, ten looks a day at any time.
 */
export function simulatePosts(officers: number, seed: number): SimulatedPosts {
  const random = generator(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const board = new Map<string, PostDay & { looks: number }>()
  const quarters = new Map<string, Set<string>>()
  const look = (officer: string, day: number, quarter: number, own: string, post: string) => {
    const key = JSON.stringify([officer, day, post])
    const row = board.get(key) ?? { officer, day: String(day), post, away: post !== own, looks: 0 }
    board.set(key, row)
    row.looks++
    const place = JSON.stringify([officer, day, quarter])
    quarters.set(place, (quarters.get(place) ?? new Set()).add(post))
  }
  const people = Array.from({ length: officers }, (_, i) => ({
    name: `officer-${i}`,
    own: `post-${i % 20}`,
    other: `post-${(i + 7) % 20}`,
    standsIn: random() < 0.1 ? pick(4) : undefined,
    business: random() < 0.1 ? pick(watchedDays) : undefined,
    misconfigured: random() < 0.01 ? pick(watchedDays) : undefined,
  }))
  const postOf = (
    { own, other, standsIn, business, misconfigured }: (typeof people)[number],
    day: number,
    quarter: number,
  ) => {
    if (day === misconfigured) return ''
    if (Math.floor(day / 7) === standsIn) return other
    if (day !== business || quarter < 48) return own
    return quarter < 52 ? undefined : other
  }
  const misused = [
    { how: 'from home', rule: 'away-from-post', name: 'home' },
    { how: 'at another post after work', rule: 'away-from-post', name: 'after work' },
    { how: 'one account at two posts', rule: 'two-posts', name: 'lent' },
  ] as const
  const found = new Map<string, number>()
  const flagged = { away: new Set<string>(), two: new Set<string>() }
  for (let day = 0; day < watchedDays; day++) {
    const works = day % 7 < 5
    for (const person of works ? people : []) {
      for (let turn = 30 + pick(60); turn > 0; turn--) {
        const quarter = 32 + pick(32)
        const post = postOf(person, day, quarter)
        if (post !== undefined) look(person.name, day, quarter, person.own, post)
      }
    }
    for (const { name } of works ? misused : [])
      for (let turn = 0; turn < 50; turn++) look(name, day, 32 + pick(32), 'own', 'own')
    if (day % 7 === 1 || day % 7 === 5) for (let turn = 0; turn < 3; turn++) look('home', day, 84, 'own', '')
    if (day % 7 === 1 || day % 7 === 3)
      for (let turn = 0; turn < 3; turn++) look('after work', day, 76, 'own', 'other')
    if (works) for (let turn = 0; turn < 10; turn++) look('lent', day, pick(96), 'own', 'other')

    const crossed = [...Map.groupBy(quarters, ([place]) => String(JSON.parse(place)[0]))].map(
      ([officer, places]) => ({ officer, quarters: places.filter(([, posts]) => posts.size > 1).length }),
    )
    const away = new Set(findLooksAwayFromPost([...board.values()]).map(({ officer }) => officer))
    const two = new Set(findTwoPosts(crossed).map(({ officer }) => officer))
    for (const { name, rule } of misused) {
      if ((rule === 'two-posts' ? two : away).has(name) && !found.has(name)) found.set(name, day + 1)
    }
    for (const { name } of people) {
      if (away.has(name)) flagged.away.add(name)
      if (two.has(name)) flagged.two.add(name)
    }
  }
  return {
    awayFromPostFalseAlarms: flagged.away.size / officers,
    twoPostsFalseAlarms: flagged.two.size / officers,
    misused: misused.map(({ how, rule, name }) => ({ how, rule, detectedAfterDays: found.get(name) })),
  }
}
